import { money } from '@fastops/shared/base/money';
import type { Product } from '@fastops/shared/catalog/product';
import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { TextField } from '@fastops/ui/text-field';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { pesosOf } from '../../lib/figures.ts';
import { newId } from '../../lib/new-id.ts';
import { Figure } from './parts.tsx';

type Sizes = Product['sizes'];
type SizeFieldsProps = { readonly sizes: Sizes; readonly firstPrice: number; readonly onChange: (sizes: Sizes) => void };

/** The sizes, each with its own price; the first one's is what the tile shows. */
export function SizeFields({ sizes, firstPrice, onChange }: SizeFieldsProps) {
  const { t } = useTranslation();
  const change = (id: string, part: Partial<Sizes[number]>) =>
    onChange(sizes.map((size) => (size.id === id ? { ...size, ...part } : size)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-14 font-semibold">{t('menu.sizes')}</legend>
      {sizes.map((size) => (
        <div key={size.id} className="flex items-end gap-2">
          <TextField
            label={t('menu.name')}
            className="flex-2"
            maxLength={40}
            value={size.name}
            onChange={(event) => change(size.id, { name: event.target.value })}
          />
          <Figure
            label={t('menu.price')}
            value={String(size.price)}
            onChange={(text) => change(size.id, { price: money(pesosOf(text) ?? 0) })}
          />
          <IconButton icon={Trash2} label={t('menu.remove')} onClick={() => onChange(sizes.filter(({ id }) => id !== size.id))} />
        </div>
      ))}
      <div>
        <Button
          icon={Plus}
          onClick={() => onChange([...sizes, { id: newId(), name: '', price: money(sizes.at(-1)?.price ?? firstPrice) }])}
        >
          {t('menu.addSize')}
        </Button>
      </div>
    </fieldset>
  );
}
