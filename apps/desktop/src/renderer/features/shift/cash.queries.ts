import { countTotal, type Pile } from '@fastops/shared/cash/denominations';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useApproval } from '../../lib/approval.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';

/** How this branch keeps its drawers. */
export function useCashSettings() {
  const branch = useBranch();
  return useQuery({ queryKey: ['cash', 'settings'], queryFn: () => branch.cash.settings.query() });
}

/** Open orders and transfers that a close has to look at. */
export function useClosingList() {
  const branch = useBranch();
  return useQuery({ queryKey: ['cash', 'closing'], queryFn: () => branch.cash.closing.query() });
}

export type ClosingList = NonNullable<ReturnType<typeof useClosingList>['data']>;

/** Opens the drawer so that what is in it can be counted. */
export function useOpenToCount() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.cash.openToCount.mutate() });
}

/** Seals a count for somebody who takes the drawer over. */
export function useSealHandover() {
  const branch = useBranch();
  return useMutation({
    mutationFn: async (piles: readonly Pile[]) => {
      const countId = newId();
      const counted = piles.filter(({ quantity }) => quantity > 0).map((pile) => ({ ...pile }));
      const answer = await branch.cash.count.mutate({ id: countId, purpose: 'handover', piles: counted, total: countTotal(piles) });
      return { ...answer, countId };
    },
  });
}

type Taker = { readonly countId: string; readonly toStaffId: string; readonly pin: string };

/** The drawer goes to whoever just said their PIN; so does the screen. */
export function useHandOver(onDone: () => void) {
  const branch = useBranch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (taker: Taker) => branch.cash.handOver.mutate(taker),
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      onDone();
      await Promise.all([queries.invalidateQueries({ queryKey: ['cash'] }), queries.invalidateQueries({ queryKey: ['identity'] })]);
    },
  });
}

/** Who works here: names for the list of takers. */
export function useColleagues() {
  const branch = useBranch();
  return useQuery({ queryKey: ['identity', 'staff'], queryFn: () => branch.identity.staff.query() });
}

/** The shift so far, for whoever may see it. */
export function useReading() {
  const branch = useBranch();
  return useQuery({ queryKey: ['cash', 'reading'], queryFn: () => branch.cash.readingPaper.query() });
}

export function usePrintReading() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.cash.printReading.mutate() });
}

/** The till's closes, newest first. */
export function useZReports() {
  const branch = useBranch();
  return useQuery({ queryKey: ['cash', 'zs'], queryFn: () => branch.cash.zReports.query({ limit: 60 }) });
}

export function useZReport(hash: string | undefined) {
  const branch = useBranch();
  return useQuery({
    queryKey: ['cash', 'z', hash],
    queryFn: () => branch.cash.zReport.query({ hash: hash ?? '' }),
    enabled: hash !== undefined,
  });
}

export function useReprintZ() {
  const branch = useBranch();
  return useMutation({ mutationFn: (hash: string) => branch.cash.reprintZ.mutate({ hash }) });
}

/** How often the drawer was opened without a sale in this shift. */
export function useNoSales() {
  const branch = useBranch();
  return useQuery({ queryKey: ['cash', 'no-sales'], queryFn: () => branch.cash.noSales.query() });
}

/** Opens the drawer without a sale; pressing twice is one opening. */
export function useOpenDrawer(onDone: () => void) {
  const { t } = useTranslation();
  const branch = useBranch();
  const queries = useQueryClient();
  const approved = useApproval();
  const [id] = useState(newId);
  return useMutation({
    mutationFn: (note: string) => approved(t('no-sale.approve', { note }), () => branch.cash.openDrawer.mutate({ id, note })),
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      onDone();
      await queries.invalidateQueries({ queryKey: ['cash'] });
    },
  });
}

/** One order, for a ticket that a list names. */
export function useTicket(orderId: string) {
  const branch = useBranch();
  return useQuery({ queryKey: ['orders', 'find', orderId], queryFn: () => branch.orders.find.query({ orderId }) });
}
