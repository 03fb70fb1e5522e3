import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { HandPlatter } from 'lucide-react';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { useTranslation } from 'react-i18next';

import type { Floor } from './tables.queries.ts';
import { useFloor } from './tables.queries.ts';

type FloorDialogProps = {
  /** A free table was chosen for the order in hand. */
  readonly onSeat: (tableId: string) => void;
  /** An order that is open at a table. */
  readonly onOpen: (orderId: string) => void;
  readonly onClose: () => void;
};

/** The tables by area: what is free, and what is open at the others. */
export function FloorDialog({ onSeat, onOpen, onClose }: FloorDialogProps) {
  const { t } = useTranslation();
  const { data } = useFloor();
  const isEmpty = data !== undefined && data.areas.length === 0;
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('service.tables')}
      description={t('service.move-here')}
      closeLabel={t('common.close')}
    >
      {isEmpty && <EmptyState icon={HandPlatter} title={t('service.no-tables')} text={t('service.no-tables-hint')} />}
      {data?.areas.map((area) => (
        <section key={area.id} aria-label={area.name} className="pb-4">
          <h3 className="pb-2 text-16 font-semibold">{area.name}</h3>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(148px,1fr))] gap-2">
            {area.tables.map((table) => (
              <TableCard key={table.id} table={table} onSeat={onSeat} onOpen={onOpen} />
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

type TableState = Floor['areas'][number]['tables'][number];
type TableCardProps = Pick<FloorDialogProps, 'onSeat' | 'onOpen'> & { readonly table: TableState };

function TableCard({ table, onSeat, onOpen }: TableCardProps) {
  const { t } = useTranslation();
  const taken = table.orders.length > 0;
  return (
    <li data-testid="table" className={`flex flex-col rounded-md border ${taken ? 'border-accent bg-accent-soft' : 'border-line-strong'}`}>
      <button type="button" className="flex min-h-14 items-center justify-between px-3 text-left" onClick={() => onSeat(table.id)}>
        <span className="text-20 font-semibold">{table.name}</span>
        {!taken && <span className="text-14 text-ink-muted">{t('service.free')}</span>}
      </button>
      {table.orders.map((order) => (
        <button
          key={order.id}
          type="button"
          data-testid="table-order"
          className="flex min-h-12 items-center justify-between gap-2 border-t border-line px-3 text-16 hover:bg-surface-strong"
          onClick={() => onOpen(order.id)}
        >
          <span>{numberOf(order) ?? t('service.held')}</span>
          <Money amount={order.balance} className="font-semibold" />
        </button>
      ))}
    </li>
  );
}

function numberOf({ series, sequence }: TableState['orders'][number]): string | undefined {
  return series === null || sequence === null ? undefined : orderNumberText({ series, sequence });
}
