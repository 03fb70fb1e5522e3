import type { Money } from '@fastops/shared/base/money';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';

type Drivers = BranchOutputs['orders']['drivers'];
export type ToSendOut = Drivers['toSendOut'][number];
export type OwedOrder = Drivers['owed'][number];
/** Somebody who brings orders: one of the staff, or a name. */
export type Driver = { readonly staffId?: string; readonly name: string };

const NOTHING: Drivers = { toSendOut: [], owed: [] };

/** Deliveries that wait for a driver, and those whose money is on the road. */
export function useDrivers(enabled: boolean): Drivers {
  const branch = useBranch();
  const found = useQuery({ queryKey: ['orders', 'drivers'], queryFn: () => branch.orders.drivers.query(), enabled });
  return found.data ?? NOTHING;
}

/** The staff who bring orders. */
export function useDriverStaff(): readonly Driver[] {
  const branch = useBranch();
  const staff = useQuery({ queryKey: ['identity', 'staff'], queryFn: () => branch.identity.staff.query() });
  return (staff.data ?? []).filter(({ role }) => role === 'driver').map(({ id, name }) => ({ staffId: id, name }));
}

/** Gives an order to a driver; pressing twice sends it once. */
export function useSendOut(orderId: string) {
  const { orders } = useBranch();
  const queries = useQueryClient();
  const [tripId] = useState(newId);
  return useMutation({
    mutationFn: (driver: Driver) => orders.sendOut.mutate({ orderId, tripId, driver }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
}

/** Takes what a driver hands in; pressing twice is one hand-in. */
export function useSettle(orderIds: readonly string[], onDone: (stillOwed: Money) => void) {
  const { orders } = useBranch();
  const queries = useQueryClient();
  const [ids] = useState(() => ({ settlementId: newId(), payments: new Map(orderIds.map((orderId) => [orderId, newId()])) }));
  return useMutation({
    mutationFn: ({ chosen, handedIn }: { readonly chosen: readonly string[]; readonly handedIn: Money }) =>
      orders.settleDriver.mutate({
        settlementId: ids.settlementId,
        orders: chosen.map((orderId) => ({ orderId, paymentId: ids.payments.get(orderId) ?? newId() })),
        handedIn,
      }),
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      onDone(answer.value.stillOwed);
      await Promise.all([queries.invalidateQueries({ queryKey: ['orders'] }), queries.invalidateQueries({ queryKey: ['cash'] })]);
    },
  });
}
