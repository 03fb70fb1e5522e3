import { formatCop, money } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { ArrowLeft, ChevronRight, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { OrderTicket } from '../../lib/order-ticket.tsx';
import { methodText, orderTypeText } from '../../lib/words.ts';
import { figureText } from './figure-text.ts';
import type { Drill, Period, TicketRow } from './reports.queries.ts';
import { useOrder, useTickets } from './reports.queries.ts';
import type { Branch } from './sales.view.ts';

/** A figure that somebody tapped, and what its orders have in common. */
export type Behind = { readonly name: string; readonly drill: Drill; readonly period: Period };

type TicketsDialogProps = { readonly behind: Behind | undefined; readonly branches: readonly Branch[]; readonly onClose: () => void };

/** From a figure to its orders, and from an order to its ticket. */
export function TicketsDialog({ behind, branches, onClose }: TicketsDialogProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string>();
  function close() {
    setOpened(undefined);
    onClose();
  }
  return (
    <Dialog
      open={behind !== undefined}
      onClose={close}
      size="medium"
      closeLabel={t('app.close')}
      title={t('reports.drill.title', { name: behind?.name ?? '' })}
    >
      {opened && (
        <div className="flex flex-col gap-3">
          <div>
            <Button variant="ghost" icon={ArrowLeft} onClick={() => setOpened(undefined)}>
              {t('reports.drill.back')}
            </Button>
          </div>
          <OneTicket id={opened} />
        </div>
      )}
      {behind && !opened && <TicketList behind={behind} branches={branches} onOpen={setOpened} />}
    </Dialog>
  );
}

type TicketListProps = { readonly behind: Behind; readonly branches: readonly Branch[]; readonly onOpen: (id: string) => void };

function TicketList({ behind, branches, onOpen }: TicketListProps) {
  const { t } = useTranslation();
  const found = useTickets(behind.period, behind.drill);
  if (found.isError) return <FailureNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton className="h-72" />;
  const tickets = found.data.pages.flatMap((page) => page.tickets);
  if (tickets.length === 0) return <EmptyState icon={ReceiptText} title={t('reports.drill.empty')} />;
  return (
    <>
      <ul className="-mx-2">
        {tickets.map((ticket) => (
          <li key={ticket.id} className="border-b border-line last:border-0">
            <TicketButton ticket={ticket} branch={branches.find(({ id }) => id === ticket.branchId)?.name} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button stretch busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('reports.drill.more')}
        </Button>
      )}
    </>
  );
}

type TicketButtonProps = { readonly ticket: TicketRow; readonly branch: string | undefined; readonly onOpen: (id: string) => void };

function TicketButton({ ticket, branch, onOpen }: TicketButtonProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const when = figureText(t, locale, { value: ticket.at, format: 'moment' });
  const how = ticket.methods
    .split(' ')
    .filter(Boolean)
    .map((method) => methodText(t, method))
    .join(' + ');
  const where = [when, branch, orderTypeText(t, ticket.type), ticket.staffName].filter(Boolean).join(' · ');
  return (
    <button
      type="button"
      onClick={() => onOpen(ticket.id)}
      className="flex w-full flex-col gap-0.5 rounded-sm p-2 text-left hover:bg-surface-strong"
    >
      <span className="flex items-center gap-2">
        <span className="text-16 font-semibold">{ticket.number ?? t('orders.noNumber')}</span>
        <span className="ml-auto text-16 font-semibold whitespace-nowrap">{formatCop(money(ticket.total))}</span>
        <ChevronRight aria-hidden className="size-4 text-ink-muted" />
      </span>
      <span className="flex justify-between gap-3 text-14 text-ink-muted">
        <span className="min-w-0">{where}</span>
        <span className="shrink-0">{how}</span>
      </span>
    </button>
  );
}

const OFFSET_HOURS = -5;

/** One order as it was sold. */
export function OneTicket({ id }: { readonly id: string }) {
  const order = useOrder(id);
  if (order.isError) return <FailureNotice error={order.error} onRetry={() => void order.refetch()} />;
  return order.data ? <OrderTicket detail={order.data} utcOffsetHours={OFFSET_HOURS} /> : <Skeleton className="h-72" />;
}
