import type { Picture } from '@fastops/shared/catalog/picture';
import type { Product } from '@fastops/shared/catalog/product';
import { Button } from '@fastops/ui/button';
import { ImagePlus } from 'lucide-react';
import type { ChangeEvent } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { smallPicture } from '../../lib/small-picture.ts';
import { pictureUrl } from './product-facts.ts';

export type Picked = Picture;

type PictureFieldProps = { readonly product: Product; readonly picked: Picked | undefined; readonly onChange: (picked: Picked) => void };

/** A photo from a file, cut to a tile's shape and made small before it leaves the browser. */
export function PictureField({ product, picked, onChange }: PictureFieldProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [isFaulty, setFaulty] = useState(false);
  async function read(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    const data = await smallPicture(file).catch(() => undefined);
    setFaulty(data === undefined);
    if (data !== undefined) onChange({ id: newId(), data });
  }
  const shown = picked?.data ?? pictureUrl(product);
  return (
    <div className="flex flex-col gap-2">
      <span className="text-14 font-semibold">{t('menu.picture')}</span>
      <div className="flex items-center gap-3">
        {shown && <img src={shown} alt={t('menu.picture')} className="h-20 w-28 rounded-md object-cover" />}
        <input
          ref={input}
          type="file"
          accept="image/*"
          tabIndex={-1}
          aria-label={t('menu.picture')}
          className="sr-only"
          onChange={(event) => void read(event)}
          data-testid="picture-file"
        />
        <Button icon={ImagePlus} onClick={() => input.current?.click()}>
          {t('menu.choosePicture')}
        </Button>
      </div>
      {isFaulty && (
        <p role="alert" className="text-14 text-danger">
          {t('menu.pictureFault')}
        </p>
      )}
    </div>
  );
}
