import { z } from 'zod';
import { idSchema } from '../base/id.ts';

/** Most letters of a picture: it travels with the menu, so that a till shows it with no network. */
export const MOST_PICTURE_LETTERS = 60_000;

/** A product's picture, small already when it is uploaded; a new picture is a new id. `picture:ID` in a product names it. */
export const pictureSchema = z.strictObject({
  id: idSchema,
  data: z
    .string()
    .regex(/^data:image\/(webp|jpeg|png);base64,[0-9A-Za-z+/=]+$/)
    .max(MOST_PICTURE_LETTERS),
});
/** See {@link pictureSchema}. */
export type Picture = z.infer<typeof pictureSchema>;

/** How a product names a picture of the menu. */
export function pictureName(id: string): string {
  return `picture:${id}`;
}

/** The picture of the menu that a product names; undefined for one that is shipped with the app. */
export function pictureIdOf(name: string | undefined): string | undefined {
  return name?.startsWith('picture:') ? name.slice('picture:'.length) : undefined;
}
