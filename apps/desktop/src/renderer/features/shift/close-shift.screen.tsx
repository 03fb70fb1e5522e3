import { emptyCount, type Pile } from '@fastops/shared/cash/denominations';
import type { Refusal } from '@fastops/shared/base/result';
import { Dialog } from '@fastops/ui/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import { CountSheet } from './count-sheet.tsx';
import { ReckoningStep } from './reckoning-step.tsx';
import { useCashStatus, useCloseShift, useSealCount } from './shift.queries.ts';

/** First what is in the drawer, then, once that is sealed, how it compares: in this order, and never the other way. */
export function CloseShiftScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [piles, setPiles] = useState<readonly Pile[]>(() => emptyCount());
  const session = useCashStatus(true).data?.session;
  const seal = useSealCount();
  const close = useCloseShift(onClose);
  const sealed = seal.data?.ok ? seal.data : undefined;
  const error = useFailure([close, seal]);
  return (
    <Dialog
      open
      size="medium"
      onClose={onClose}
      title={t(sealed ? 'shift.reckoning-title' : 'shift.close-title')}
      description={sealed ? undefined : t('shift.close-text')}
      closeLabel={t('common.close')}
    >
      {sealed && session ? (
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
          onClose={({ floatLeft, reason }) => {
            if (!close.isPending) close.mutate({ countId: sealed.countId, floatLeft, reason });
          }}
        />
      ) : (
        <CountSheet
          piles={piles}
          busy={seal.isPending}
          error={error}
          onChange={setPiles}
          onSeal={() => {
            if (!seal.isPending) seal.mutate(piles);
          }}
        />
      )}
    </Dialog>
  );
}

type Asked = { readonly isError: boolean; readonly data: { readonly ok: boolean; readonly refusal?: Refusal } | undefined };

/** The first thing that was refused or went wrong, in a sentence. */
function useFailure(asked: readonly Asked[]): string | undefined {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const refusal = asked.map(({ data }) => data?.refusal).find((each) => each !== undefined);
  if (refusal) return refusalText(refusal);
  return asked.some(({ isError }) => isError) ? t('common.not-saved') : undefined;
}
