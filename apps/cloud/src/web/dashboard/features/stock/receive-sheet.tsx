import { money } from '@fastops/shared/base/money';
import type { StockPaper } from '@fastops/shared/stock/stock.events';
import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { pesosOf, quantityOf } from '../../lib/figures.ts';
import { PaperForm } from './paper-form.tsx';
import { useOrders, useSuppliers, type Level, type OpenOrder } from './stock.queries.ts';

const NONE = 'none';

type Row = {
  readonly key: number;
  readonly ingredientId: string;
  readonly packId: string;
  readonly count: string;
  readonly cost: string;
  readonly expiresOn: string;
};
type ReceiveSheetProps = { readonly branchId: string; readonly levels: readonly Level[]; readonly onClose: () => void };

/** Goods that came in: from whom, by which order and invoice, how many packs of what, and what they cost. */
export function ReceiveSheet({ branchId, levels, onClose }: ReceiveSheetProps) {
  const { t } = useTranslation();
  const suppliers = useSuppliers().data ?? [];
  const orders = (useOrders(branchId).data ?? []).filter(({ state }) => state === 'open');
  const [supplierId, setSupplier] = useState(NONE);
  const [orderId, setOrder] = useState(NONE);
  const [invoice, setInvoice] = useState('');
  const [rows, setRows] = useState<readonly Row[]>([firstRow(levels, 0)]);
  const put = (row: Row) => setRows(rows.map((each) => (each.key === row.key ? row : each)));
  const chooseOrder = (id: string) => {
    setOrder(id);
    const order = orders.find((each) => each.id === id);
    if (!order) return;
    setSupplier(order.supplierId);
    setRows(rowsOf(order, levels));
  };
  const paper = (): StockPaper | undefined => {
    const lines = linesOf(rows, levels);
    if (lines.length === 0) return undefined;
    const from = {
      ...(supplierId === NONE ? {} : { supplierId }),
      ...(orderId === NONE ? {} : { purchaseOrderId: orderId }),
      ...(invoice.trim() === '' ? {} : { invoice: invoice.trim() }),
    };
    return { type: 'stock.received', body: { ...from, lines } };
  };
  return (
    <PaperForm branchId={branchId} title={t('stock.receive')} paper={paper} onClose={onClose}>
      <div className="flex flex-wrap items-end gap-3">
        {orders.length > 0 && (
          <Select
            label={t('stock.orderRef')}
            value={orderId}
            onChange={chooseOrder}
            options={[
              { value: NONE, label: t('stock.noOrder') },
              ...orders.map(({ id, number }) => ({ value: id, label: t('stock.orderNumber', { number }) })),
            ]}
          />
        )}
        <Select
          label={t('stock.supplier')}
          value={supplierId}
          onChange={setSupplier}
          options={[{ value: NONE, label: t('stock.noSupplier') }, ...suppliers.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <TextField label={t('stock.invoice')} maxLength={40} value={invoice} onChange={(event) => setInvoice(event.target.value)} />
      </div>
      {rows.map((row) => (
        <RowFields
          key={row.key}
          row={row}
          levels={levels}
          onChange={put}
          onRemove={() => setRows(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <div>
        <Button icon={Plus} onClick={() => setRows([...rows, firstRow(levels, (rows.at(-1)?.key ?? 0) + 1)])}>
          {t('stock.addLine')}
        </Button>
      </div>
    </PaperForm>
  );
}

function firstRow(levels: readonly Level[], key: number): Row {
  const level = levels[key % levels.length];
  return { key, ingredientId: level?.id ?? '', packId: level?.packs[0]?.id ?? NONE, count: '', cost: '', expiresOn: '' };
}

function rowsOf(order: OpenOrder, levels: readonly Level[]): Row[] {
  return order.lines.map(({ ingredientId, quantity, cost }, key) => {
    const pack = levels.find(({ id }) => id === ingredientId)?.packs[0];
    const count = String(quantity / (pack?.quantity ?? 1_000)).replace('.', ',');
    return { key, ingredientId, packId: pack?.id ?? NONE, count, cost: String(cost), expiresOn: '' };
  });
}

function linesOf(rows: readonly Row[], levels: readonly Level[]) {
  // The same goods with another date are another lot.
  const sums = new Map<string, { ingredientId: string; expiresOn: string; quantity: number; cost: number }>();
  for (const { ingredientId, packId, count, cost, expiresOn } of rows) {
    const typed = quantityOf(count);
    const pack = levels.find(({ id }) => id === ingredientId)?.packs.find(({ id }) => id === packId);
    if (typed === undefined || typed <= 0) continue;
    const quantity = pack ? Math.round((typed * pack.quantity) / 1_000) : typed;
    const key = `${ingredientId} ${expiresOn}`;
    const before = sums.get(key) ?? { quantity: 0, cost: 0 };
    sums.set(key, { ingredientId, expiresOn, quantity: before.quantity + quantity, cost: before.cost + (pesosOf(cost) ?? 0) });
  }
  return [...sums.values()].map(({ ingredientId, expiresOn, quantity, cost }) => {
    return { ingredientId, quantity, cost: money(cost), ...(expiresOn === '' ? {} : { expiresOn }) };
  });
}

type RowFieldsProps = {
  readonly row: Row;
  readonly levels: readonly Level[];
  readonly onChange: (row: Row) => void;
  readonly onRemove: () => void;
};

function RowFields({ row, levels, onChange, onRemove }: RowFieldsProps) {
  const { t } = useTranslation();
  const level = levels.find(({ id }) => id === row.ingredientId);
  const packs = [...(level?.packs ?? []).map(({ id, name }) => ({ value: id, label: name })), { value: NONE, label: level?.unit ?? '' }];
  const choose = (ingredientId: string) =>
    onChange({ ...row, ingredientId, packId: levels.find(({ id }) => id === ingredientId)?.packs[0]?.id ?? NONE });
  return (
    <div className="flex flex-wrap items-end gap-2 rounded-md border border-line p-3">
      <Select
        label={t('stock.ingredient')}
        value={row.ingredientId}
        onChange={choose}
        options={levels.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select label={t('stock.pack')} value={row.packId} onChange={(packId) => onChange({ ...row, packId })} options={packs} />
      <TextField
        label={t('stock.quantity')}
        inputMode="decimal"
        className="w-24"
        value={row.count}
        onChange={(event) => onChange({ ...row, count: event.target.value })}
      />
      <TextField
        label={t('stock.cost')}
        inputMode="numeric"
        className="w-32"
        value={row.cost}
        onChange={(event) => onChange({ ...row, cost: event.target.value })}
      />
      <TextField
        type="date"
        label={t('stock.expiresOn')}
        value={row.expiresOn}
        onChange={(event) => onChange({ ...row, expiresOn: event.target.value })}
      />
      <IconButton icon={Trash2} label={t('stock.remove')} onClick={onRemove} />
    </div>
  );
}
