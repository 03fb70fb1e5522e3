import { weightText } from '@fastops/shared/orders/line-weight';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useApproval } from '../../lib/approval.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type Weighed = { readonly weighingId: string; readonly grams: number };

/** Asks the scale of this counter. */
export function useWeigh(onWeighed: (weight: Weighed) => void) {
  const branch = useBranch();
  return useMutation({
    mutationFn: () => branch.counter.weigh.mutate(),
    onSuccess: (answer) => {
      if (answer.ok) onWeighed(answer.value);
    },
  });
}

/** A weight by hand, for when the scale is silent: somebody who may answers for it. */
export function useTypedWeight(product: string, onWeighed: (weight: Weighed) => void) {
  const { t } = useTranslation();
  const branch = useBranch();
  const approved = useApproval();
  return useMutation({
    mutationFn: (grams: number) =>
      approved(t('weight.approve', { weight: weightText(grams), name: product }), () => branch.counter.typeWeight.mutate({ grams })),
    onSuccess: (answer) => {
      if (answer.ok) onWeighed(answer.value);
    },
  });
}
