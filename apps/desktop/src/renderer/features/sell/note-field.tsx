import type { QuickNote } from '@fastops/shared/catalog/product';
import type { Selection } from '@fastops/shared/catalog/selection';
import { Chip } from '@fastops/ui/chip';
import { TextField } from '@fastops/ui/text-field';
import { useTranslation } from 'react-i18next';

import { useFrequentNotes } from './sell.queries.ts';
import type { SellableProduct } from './selection.ts';
import { LONGEST_NOTE, noteParts, toggleNotePart, withNote } from './selection.ts';

type NoteProps = {
  readonly item: SellableProduct;
  readonly quickNotes: readonly QuickNote[];
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
};

/** Shown at first, so that the last row stays on a small screen; the shop's own come before what is often typed. */
const MOST_CHIPS = 8;

/** What the kitchen should know: the usual remarks in one tap, the rest in words. */
export function NoteField({ item, quickNotes, selection, onChange }: NoteProps) {
  const { t } = useTranslation();
  const frequent = useFrequentNotes();
  const parts = noteParts(selection.note);
  const own = quickNotes.filter(({ categoryIds }) => categoryIds.length === 0 || categoryIds.includes(item.product.categoryId));
  const remarks = [...new Set([...own.map(({ text }) => text), ...frequent])].slice(0, MOST_CHIPS);
  return (
    <div role="group" aria-label={t('sell.note')} className="flex flex-col gap-2">
      <h3 className="text-16 font-semibold">{t('sell.note')}</h3>
      <div className="flex flex-wrap gap-2">
        {remarks.map((text) => (
          <Chip key={text} pressed={parts.includes(text)} onClick={() => onChange(toggleNotePart(selection, text))}>
            {text}
          </Chip>
        ))}
      </div>
      <TextField
        label={t('sell.note')}
        hideLabel
        size="touch"
        maxLength={LONGEST_NOTE}
        placeholder={t('sell.note-placeholder')}
        value={selection.note ?? ''}
        onChange={(event) => onChange(withNote(selection, event.target.value))}
      />
    </div>
  );
}
