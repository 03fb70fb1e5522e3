import { emptyCount, type Pile } from '@fastops/shared/cash/denominations';
import { Dialog } from '@fastops/ui/dialog';
import { Skeleton } from '@fastops/ui/skeleton';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useFailure } from '../../lib/use-failure.ts';
import { useClosingList, useOpenToCount, type ClosingList } from './cash.queries.ts';
import { CountSheet } from './count-sheet.tsx';
import { ReckoningStep } from './reckoning-step.tsx';
import { ReviewStep, type Reviewed } from './review-step.tsx';
import { useCashStatus, useCloseShift, useSealCount } from './shift.queries.ts';

type Step = 'loading' | 'review' | 'count' | 'reckoning';

/** First what is still open, then what is in the drawer, then, once that is sealed, how it compares: never in another order. */
export function CloseShiftScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [reviewed, setReviewed] = useState<Reviewed>();
  const seal = useSealCount();
  const list = useClosingList().data;
  const sealed = seal.data?.ok ? seal.data : undefined;
  const step = list === undefined ? 'loading' : stepOf({ list, reviewed, sealed: sealed !== undefined });
  return (
    <Dialog
      open
      size="medium"
      onClose={onClose}
      title={t(`shift.step.${step}`)}
      description={step === 'count' ? t('shift.close-text') : undefined}
      closeLabel={t('common.close')}
    >
      {step === 'loading' && <Skeleton className="h-64" />}
      {step === 'review' && list && <ReviewStep list={list} onDone={setReviewed} />}
      {step === 'count' && <CountStep seal={seal} />}
      {step === 'reckoning' && sealed && <LastStep sealed={sealed} reviewed={reviewed} onCountAgain={seal.reset} onClosed={onClose} />}
    </Dialog>
  );
}

type Seal = ReturnType<typeof useSealCount>;
type Sealed = Extract<NonNullable<Seal['data']>, { readonly ok: true }>;

function stepOf(at: { list: ClosingList; reviewed: Reviewed | undefined; sealed: boolean }): Step {
  const somethingOpen = at.list.openOrders.length > 0 || at.list.unverified.length > 0 || at.list.drivers.length > 0;
  if (somethingOpen && !at.reviewed) return 'review';
  return at.sealed ? 'reckoning' : 'count';
}

function CountStep({ seal }: { readonly seal: Seal }) {
  const [piles, setPiles] = useState<readonly Pile[]>(() => emptyCount());
  const openToCount = useOpenToCount();
  const error = useFailure([seal, openToCount]);
  return (
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
  );
}

type LastStepProps = {
  readonly sealed: Sealed;
  readonly reviewed: Reviewed | undefined;
  readonly onCountAgain: () => void;
  readonly onClosed: () => void;
};

function LastStep({ sealed, reviewed, onCountAgain, onClosed }: LastStepProps) {
  const session = useCashStatus(true).data?.session;
  const close = useCloseShift(onClosed);
  const error = useFailure([close]);
  if (!session) return null;
  return (
    <ReckoningStep
      sessionId={session.id}
      reckoning={sealed.value}
      openingFloat={session.openingFloat}
      busy={close.isPending}
      error={error}
      onCountAgain={onCountAgain}
      onClose={(ending) => {
        if (!close.isPending) close.mutate(closeInput(sealed.countId, ending, reviewed));
      }}
    />
  );
}

type Ending = Parameters<Parameters<typeof ReckoningStep>[0]['onClose']>[0];

function closeInput(countId: string, { floatLeft, reason, cardsDeclared }: Ending, reviewed: Reviewed | undefined) {
  return {
    countId,
    floatLeft,
    ...(reason === undefined ? {} : { reason }),
    ...(cardsDeclared === undefined ? {} : { cardsDeclared }),
    openOrders: reviewed ? [...reviewed.openOrders] : [],
    unverifiedSeen: reviewed ? [...reviewed.unverifiedSeen] : [],
    driversSeen: reviewed ? [...reviewed.driversSeen] : [],
  };
}
