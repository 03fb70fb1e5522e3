import type { Selection } from '@fastops/shared/catalog/selection';
import { Chip } from '@fastops/ui/chip';
import { TextField } from '@fastops/ui/text-field';
import { useTranslation } from 'react-i18next';

import { LONGEST_NOTE, noteParts, toggleNotePart, withNote } from './selection.ts';

const QUICK_NOTES = ['note.well-done', 'note.sauce-aside', 'note.no-salt', 'note.to-share'] as const;

/** What the kitchen should know: the usual remarks in one tap, the rest in words. */
export function NoteField({ selection, onChange }: { readonly selection: Selection; readonly onChange: (selection: Selection) => void }) {
  const { t } = useTranslation();
  const parts = noteParts(selection.note);
  return (
    <div role="group" aria-label={t('sell.note')} className="flex flex-col gap-2">
      <h3 className="text-16 font-semibold">{t('sell.note')}</h3>
      <div className="flex flex-wrap gap-2">
        {QUICK_NOTES.map((key) => {
          const text = t(key);
          return (
            <Chip key={key} pressed={parts.includes(text)} onClick={() => onChange(toggleNotePart(selection, text))}>
              {text}
            </Chip>
          );
        })}
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
