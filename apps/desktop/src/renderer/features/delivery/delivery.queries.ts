import type { Delivery } from '@fastops/shared/orders/serving.events';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { BranchClient, BranchOrder, BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';

export type CustomerRow = BranchOutputs['customers']['search'][number];
/** A customer with addresses. */
export type KnownCustomer = Extract<BranchOutputs['customers']['find'], { ok: true }>['value'];

/** Where the branch delivers and for how much. */
export function useZones() {
  const branch = useBranch();
  return useQuery({ queryKey: ['catalog', 'zones'], queryFn: () => branch.tables.zones.query() });
}

/** Who is known by some digits of a telephone. */
export function useByPhone(phone: string) {
  const branch = useBranch();
  const digits = phone.replace(/\D/g, '');
  return useQuery({
    queryKey: ['customers', 'by-phone', digits],
    queryFn: () => branch.customers.search.query({ text: digits, limit: 4 }),
    enabled: digits.length >= 4,
    placeholderData: keepPreviousData,
  });
}

/** The people who may eat on the shop. */
export function useStaff() {
  const branch = useBranch();
  return useQuery({ queryKey: ['identity', 'staff'], queryFn: () => branch.identity.staff.query() });
}

/** What was said on the telephone. */
export type DeliverySaid = {
  readonly customerId: string | undefined;
  readonly name: string;
  readonly addressId: string | undefined;
  readonly delivery: Delivery;
};
type Answer = { readonly ok: true; readonly value: BranchOrder } | { readonly ok: false; readonly refusal: { readonly code: string } };

/** Writes it down step by step: who, where they live, where this order goes. What was written stays written, whatever comes next. */
export async function sayDelivery(branch: BranchClient, orderId: string, said: DeliverySaid): Promise<Answer> {
  const { delivery, name } = said;
  const customerId = said.customerId ?? newId();
  if (said.customerId === undefined) {
    const registered = await branch.customers.register.mutate({ customerId, name, phone: delivery.phone });
    if (!registered.ok) return registered;
  }
  if (said.addressId === undefined) {
    const { address, neighborhood, directions } = delivery;
    const place = { id: newId(), text: address, neighborhood, ...(directions === undefined ? {} : { directions }) };
    const added = await branch.customers.addAddress.mutate({ customerId, address: place });
    if (!added.ok) return added;
  }
  const named = await branch.orders.setCustomer.mutate({ orderId, customerId });
  return named.ok ? branch.orders.setDelivery.mutate({ orderId, delivery }) : named;
}
