import { MOST_PICTURE_LETTERS } from '@fastops/shared/catalog/picture';

/** As large as a tile is drawn, twice over. */
const WIDTH = 320;
const HEIGHT = 240;

/** A photo cut to a tile's shape and made small before it leaves the browser. Throws when the file is no picture, or stays too big. */
export async function smallPicture(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  const ink = canvas.getContext('2d');
  if (!ink) throw new Error('no canvas');
  const scale = Math.max(WIDTH / bitmap.width, HEIGHT / bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  ink.drawImage(bitmap, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
  for (const quality of [0.85, 0.7, 0.5, 0.3]) {
    const data = canvas.toDataURL('image/webp', quality);
    if (data.length <= MOST_PICTURE_LETTERS) return data;
  }
  throw new Error('too big');
}
