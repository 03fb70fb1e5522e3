import type { Discount, TipAnswer } from '@fastops/shared/orders/adjustment.events';
import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { useApproval } from '../../lib/approval.tsx';
import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

const CART = ['cart'] as const;
/** What the branch server answers to any adjustment. */
export type AdjustAnswer = BranchOutputs['orders']['addDiscount'];

/** The order as it is, once no tap on the cart is on its way any more. */
export function useAdjustedOrder(orderId: string) {
  const branch = useBranch();
  const settled = useIsMutating({ mutationKey: CART }) === 0;
  const found = useQuery({
    queryKey: ['orders', 'find', orderId],
    queryFn: () => branch.orders.find.query({ orderId }),
    enabled: settled,
  });
  return found.data?.ok ? found.data.value : undefined;
}

/** Commands that change what an order costs: in line with the taps on the cart, and asked again afterwards. */
function useAdjustment<Input>(run: (input: Input) => Promise<AdjustAnswer>, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: CART,
    scope: { id: 'cart' },
    mutationFn: run,
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      onDone();
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['orders', 'find'] }),
        queries.invalidateQueries({ queryKey: CART, exact: true }),
      ]);
    },
  });
}

type WithWhat<T> = T & { readonly what: string };

export function useAddDiscount(orderId: string, onDone: () => void) {
  const { orders } = useBranch();
  const approved = useApproval();
  return useAdjustment(
    ({ what, discount }: WithWhat<{ discount: Discount }>) => approved(what, () => orders.addDiscount.mutate({ orderId, discount })),
    onDone,
  );
}

export function useRemoveDiscount(orderId: string) {
  const { orders } = useBranch();
  return useAdjustment(
    (discountId: string) => orders.removeDiscount.mutate({ orderId, discountId }),
    () => undefined,
  );
}

export function useAnswerTip(orderId: string, onDone: () => void) {
  const { orders } = useBranch();
  return useAdjustment((tip: TipAnswer) => orders.answerTip.mutate({ orderId, tip }), onDone);
}

type Void = { readonly id: string; readonly lineId: string; readonly quantity: number; readonly reason: string };

export function useVoidLine(orderId: string, onDone: () => void) {
  const { orders } = useBranch();
  const approved = useApproval();
  return useAdjustment(
    ({ what, voided }: WithWhat<{ voided: Void }>) => approved(what, () => orders.voidLine.mutate({ orderId, voided })),
    onDone,
  );
}
