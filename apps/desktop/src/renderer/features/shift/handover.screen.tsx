import { emptyCount, type Pile } from '@fastops/shared/cash/denominations';
import { Avatar } from '@fastops/ui/avatar';
import { classNames } from '@fastops/ui/class-names';
import { Dialog } from '@fastops/ui/dialog';
import { PinPad } from '@fastops/ui/pin-pad';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useFailure } from '../../lib/use-failure.ts';
import { useMe } from '../../lib/terminal.queries.ts';
import { useColleagues, useHandOver, useOpenToCount, useSealHandover } from './cash.queries.ts';
import { CountSheet } from './count-sheet.tsx';
import { Difference, type Reckoning } from './difference.tsx';

/** The drawer goes to another person: counted blind first, then the taker says who they are. */
export function HandoverScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [piles, setPiles] = useState<readonly Pile[]>(() => emptyCount());
  const seal = useSealHandover();
  const openToCount = useOpenToCount();
  const error = useFailure([seal, openToCount]);
  const sealed = seal.data?.ok ? seal.data : undefined;
  return (
    <Dialog
      open
      size="medium"
      onClose={onClose}
      title={t(sealed ? 'handover.take-title' : 'handover.title')}
      description={sealed ? undefined : t('handover.text')}
      closeLabel={t('common.close')}
    >
      {sealed ? (
        <TakeOver countId={sealed.countId} reckoning={sealed.value} onDone={onClose} />
      ) : (
        <CountSheet
          piles={piles}
          busy={seal.isPending}
          error={error}
          onChange={setPiles}
          onOpenDrawer={() => openToCount.mutate()}
          onSeal={() => {
            if (!seal.isPending) seal.mutate(piles);
          }}
        />
      )}
    </Dialog>
  );
}

type TakeOverProps = { readonly countId: string; readonly reckoning: Reckoning; readonly onDone: () => void };

/** How the drawer stands for the one who gives it, and the PIN of the one who takes it. */
function TakeOver({ countId, reckoning, onDone }: TakeOverProps) {
  const { t } = useTranslation();
  const me = useMe().data;
  const colleagues = (useColleagues().data ?? []).filter(({ id, role }) => id !== me?.id && role !== 'cook');
  const [takerId, setTakerId] = useState<string>();
  const [wrongTries, setWrongTries] = useState(0);
  const handOver = useHandOver(onDone);
  const error = useFailure([handOver]);
  const taker = colleagues.find(({ id }) => id === takerId);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_288px] gap-6">
      <div className="flex min-w-0 flex-col gap-3">
        <Difference reckoning={reckoning} />
        <p className="text-14 text-ink-muted">{t('handover.note', { name: me?.name ?? '' })}</p>
        <ul aria-label={t('handover.who')} className="flex max-h-56 flex-col gap-2 overflow-y-auto p-0.5">
          {colleagues.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                data-testid="taker"
                aria-pressed={id === takerId}
                onClick={() => setTakerId(id)}
                className={classNames(
                  'flex min-h-14 w-full items-center gap-3 rounded-md border px-3 text-left text-16 font-semibold',
                  id === takerId ? 'border-accent bg-accent-soft ring-2 ring-accent' : 'border-line-strong hover:bg-surface-strong',
                )}
              >
                <Avatar name={name} size="small" />
                <span className="min-w-0 truncate">{name}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-col items-center justify-center gap-3" aria-live="polite">
        {taker ? (
          <>
            <h3 className="text-16 font-semibold">{t('login.pin-for', { name: taker.name })}</h3>
            <PinPad
              key={taker.id}
              onSubmit={(pin) =>
                handOver.mutate(
                  { countId, toStaffId: taker.id, pin },
                  { onSuccess: (answer) => !answer.ok && setWrongTries((tries) => tries + 1) },
                )
              }
              busy={handOver.isPending}
              locked={false}
              wrongTries={wrongTries}
              labels={{
                pad: t('login.pin-pad'),
                erase: t('common.erase'),
                confirm: t('handover.confirm'),
                progress: (count) => t('login.digits', { count }),
              }}
            />
          </>
        ) : (
          <p className="text-16 text-ink-muted">{t('handover.pick-first')}</p>
        )}
        <p role="alert" className="min-h-5 text-center text-14 font-medium text-danger">
          {error}
        </p>
      </div>
    </div>
  );
}
