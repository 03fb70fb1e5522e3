import { emptyCount, type Pile } from '@fastops/shared/cash/denominations';
import { Dialog } from '@fastops/ui/dialog';
import { Skeleton } from '@fastops/ui/skeleton';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useFailure } from '../../lib/use-failure.ts';
import { useClosingList, useOpenToCount } from './cash.queries.ts';
import { CountSheet } from './count-sheet.tsx';
import { ReckoningStep } from './reckoning-step.tsx';
import { ReviewStep, type Reviewed } from './review-step.tsx';
import { useCashStatus, useCloseShift, useSealCount } from './shift.queries.ts';

type Step = 'loading' | 'review' | 'count' | 'reckoning';

/** First what is still open, then what is in the drawer, then, once that is sealed, how it compares: never in another order. */
export function CloseShiftScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [piles, setPiles] = useState<readonly Pile[]>(() => emptyCount());
  const [reviewed, setReviewed] = useState<Reviewed>();
  const session = useCashStatus(true).data?.session;
  const list = useClosingList().data;
  const seal = useSealCount();
  const openToCount = useOpenToCount();
  const close = useCloseShift(onClose);
  const sealed = seal.data?.ok ? seal.data : undefined;
  const error = useFailure([close, seal, openToCount]);
  const somethingOpen = list !== undefined && (list.openOrders.length > 0 || list.unverified.length > 0);
  const step = stepOf();

  function stepOf(): Step {
    if (list === undefined || !session) return 'loading';
    if (somethingOpen && !reviewed) return 'review';
    return sealed ? 'reckoning' : 'count';
  }

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
      {step === 'count' && (
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
      {step === 'reckoning' && sealed && session && (
        <ReckoningStep
          sessionId={session.id}
          reckoning={sealed.value}
          openingFloat={session.openingFloat}
          busy={close.isPending}
          error={error}
          onCountAgain={() => {
            seal.reset();
            close.reset();
          }}
          onClose={({ floatLeft, reason, cardsDeclared }) => {
            if (!close.isPending) close.mutate(closeInput(sealed.countId, { floatLeft, reason, cardsDeclared }, reviewed));
          }}
        />
      )}
    </Dialog>
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
  };
}
