import { Dialog } from '@fastops/ui/dialog';
import { PinPad } from '@fastops/ui/pin-pad';
import { Select } from '@fastops/ui/select';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useReleaseText } from './release-text.ts';
import { useRelease, useResponsible } from './sync.queries.ts';

/** Says what happens to this computer, and asks for the PIN of somebody who may decide it. */
export function ReleaseDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const people = useResponsible();
  const release = useRelease();
  const [chosen, setChosen] = useState<string>();
  const [tries, setTries] = useState(0);
  const text = useReleaseText(release);
  const staffId = chosen ?? people[0]?.id;
  const send = (pin: string) => {
    if (staffId === undefined) return;
    release.mutate({ staffId, pin }, { onSettled: () => setTries((count) => count + 1) });
  };
  return (
    <Dialog open size="medium" onClose={onClose} closeLabel={t('common.close')} title={t('sync.release.title')}>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-6">
        <div className="flex flex-col gap-4 text-16">
          <ul className="flex list-disc flex-col gap-2 pl-5">
            <li>{t('sync.release.stops')}</li>
            <li>{t('sync.release.keeps')}</li>
            <li>{t('sync.release.back')}</li>
          </ul>
          {staffId === undefined ? (
            <p>{t('sync.release.nobody')}</p>
          ) : (
            <Select
              size="touch"
              label={t('sync.release.who')}
              value={staffId}
              onChange={setChosen}
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <p role="alert" className="flex min-h-10 items-start gap-2 text-14 font-medium text-danger">
            {text && (
              <>
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                {text}
              </>
            )}
          </p>
        </div>
        <PinPad
          onSubmit={send}
          busy={release.isPending}
          locked={staffId === undefined}
          wrongTries={tries}
          labels={{
            pad: t('login.pin-pad'),
            erase: t('common.erase'),
            confirm: t('sync.release.open'),
            progress: (count) => t('login.digits', { count }),
          }}
        />
      </div>
    </Dialog>
  );
}
