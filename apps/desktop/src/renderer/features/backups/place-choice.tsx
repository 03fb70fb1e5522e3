import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import { useBytes } from './bytes-text.ts';
import type { BackupPlace } from './backups.queries.ts';
import { useSetPlace } from './backups.queries.ts';

type PlaceChoiceProps = { readonly place: BackupPlace; readonly places: readonly BackupPlace[] };

/** This computer, the sticks that are plugged in, or any other folder. */
export function PlaceChoice({ place, places }: PlaceChoiceProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const setPlace = useSetPlace();
  const [folder, setFolder] = useState('');
  const offered = places.some((each) => each.folder === place.folder) ? places : [...places, place];
  return (
    <section aria-label={t('backups.place')} className="flex flex-col gap-2">
      <h3 className="text-16 font-semibold">{t('backups.place')}</h3>
      <div role="radiogroup" aria-label={t('backups.place')} className="flex flex-col gap-2">
        {offered.map((each) => (
          <PlaceButton
            key={each.folder}
            place={each}
            isChosen={each.folder === place.folder}
            onChoose={() => setPlace.mutate(each.folder)}
          />
        ))}
      </div>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (folder.trim() !== '') setPlace.mutate(folder.trim());
        }}
      >
        <div className="flex-1">
          <TextField size="touch" label={t('backups.other-folder')} value={folder} onChange={(event) => setFolder(event.target.value)} />
        </div>
        <Button size="touch" type="submit">
          {t('backups.use-folder')}
        </Button>
      </form>
      {setPlace.data?.ok === false && (
        <p role="alert" className="text-14 text-danger">
          {refusalText(setPlace.data.refusal)}
        </p>
      )}
      {place.isOwn && <p className="text-14 text-ink-muted">{t('backups.place-own-warning')}</p>}
    </section>
  );
}

type PlaceButtonProps = { readonly place: BackupPlace; readonly isChosen: boolean; readonly onChoose: () => void };

function PlaceButton({ place, isChosen, onChoose }: PlaceButtonProps) {
  const { t } = useTranslation();
  const bytes = useBytes();
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      onClick={onChoose}
      className="flex min-h-12 items-center gap-3 rounded-md border border-line px-4 text-left text-16 hover:bg-surface-strong aria-checked:border-accent aria-checked:bg-surface-strong"
    >
      <span className="min-w-0 flex-1 truncate">{place.isOwn ? t('backups.place-own') : place.folder}</span>
      <span className="text-14 text-ink-muted">{bytes(place.freeBytes)}</span>
    </button>
  );
}
