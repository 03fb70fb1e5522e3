import { Button } from '@fastops/ui/button';
import { ImagePlus, Trash2 } from 'lucide-react';
import type { ChangeEvent } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import type { LayoutDraft } from './draft.ts';

/** Paper of 58 mm is 384 dots wide: no printer's picture is lost by that, and 80 mm paper has margins. */
const MOST_DOTS = 384;
/** 48 KB of PNG; a photograph of that size has far more, black and white far less. */
const MOST_CHARACTERS = 65_536;

type LogoFieldProps = { readonly logo: LayoutDraft['logo']; readonly onChange: (logo: LayoutDraft['logo']) => void };

/** A picture from a file, brought to the size and the greys that a printer can use. */
export function LogoField({ logo, onChange }: LogoFieldProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState(false);
  async function read(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    const picture = await printable(file).catch(() => undefined);
    setFault(picture === undefined);
    if (picture) onChange({ id: newId(), ...picture });
  }
  return (
    <div className="flex flex-col gap-2">
      <span className="text-14 font-semibold">{t('tickets.logo')}</span>
      <div className="flex flex-wrap items-center gap-3">
        {logo && <img src={`data:image/png;base64,${logo.png}`} alt={t('tickets.logo')} className="max-h-16 max-w-40 bg-white p-1" />}
        <input
          ref={input}
          type="file"
          accept="image/*"
          tabIndex={-1}
          aria-label={t('tickets.logo')}
          className="sr-only"
          onChange={(event) => void read(event)}
          data-testid="logo-file"
        />
        <Button icon={ImagePlus} onClick={() => input.current?.click()}>
          {t(logo ? 'tickets.logoOther' : 'tickets.logoChoose')}
        </Button>
        {logo && (
          <Button variant="ghost" icon={Trash2} onClick={() => onChange(null)}>
            {t('tickets.logoRemove')}
          </Button>
        )}
      </div>
      {fault && (
        <p role="alert" className="text-14 text-danger">
          {t('tickets.logoFault')}
        </p>
      )}
    </div>
  );
}

/** Throws when the file is no picture, or one that stays too big however small it is drawn. */
async function printable(file: File): Promise<{ png: string; width: number; height: number }> {
  const bitmap = await createImageBitmap(file);
  const width = Math.max(8, Math.min(MOST_DOTS, bitmap.width));
  const height = Math.max(1, Math.round((bitmap.height * width) / bitmap.width));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const ink = canvas.getContext('2d');
  if (!ink) throw new Error('no canvas');
  ink.fillStyle = '#fff';
  ink.fillRect(0, 0, width, height);
  ink.filter = 'grayscale(1)';
  ink.drawImage(bitmap, 0, 0, width, height);
  const png = canvas.toDataURL('image/png').replace('data:image/png;base64,', '');
  if (png.length > MOST_CHARACTERS) throw new Error('too big');
  return { png, width, height };
}
