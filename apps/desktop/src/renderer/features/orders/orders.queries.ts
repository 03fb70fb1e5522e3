import type { Money } from '@fastops/shared/base/money';
import { useMutation, useQuery } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type OrderRow = BranchOutputs['orders']['recent'][number];
/** An order that still owes, as the pay screen needs it. */
export type Owing = { readonly orderId: string; readonly total: Money };

const MOST_ORDERS = 100;

export function useRecentOrders() {
  const branch = useBranch();
  return useQuery({ queryKey: ['orders', 'recent'], queryFn: () => branch.orders.recent.query({ limit: MOST_ORDERS }) });
}

export function useReprint() {
  const branch = useBranch();
  return useMutation({ mutationFn: (orderId: string) => branch.orders.reprint.mutate({ orderId }) });
}
