import { isMoney, money } from '@fastops/shared/base/money';
import { WASTE_REASONS, type WasteReason } from '@fastops/shared/stock/stock.events';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { IconButton } from '@fastops/ui/icon-button';
import { Money } from '@fastops/ui/money';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import { useCommand } from '../../lib/use-command.ts';
import { LineEntry, type Line } from './line-entry.tsx';
import { quantityText } from './quantity.ts';
import type { StockRoom } from './stock.queries.ts';

const NONE = 'none';

type MoveFormProps = { readonly kind: 'receive' | 'waste'; readonly room: StockRoom };

/** What came in or was thrown away, line by line, and saved as one paper. */
export function MoveForm({ kind, room }: MoveFormProps) {
  const { t } = useTranslation();
  const branch = useBranch();
  const toast = useToast();
  const run = useCommand();
  const [paperId, setPaperId] = useState(newId);
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [reason, setReason] = useState<WasteReason>('burnt');
  const [orderId, setOrder] = useState(NONE);
  const [invoice, setInvoice] = useState('');
  const order = room.awaited.find(({ id }) => id === orderId);
  // The same again corrects it; with another date it is another lot.
  const put = (line: Line) => setLines([...lines.filter((each) => lotOf(each) !== lotOf(line)), line]);
  const send = () => {
    if (kind === 'waste') {
      const thrown = lines.map(({ ingredientId, quantity }) => ({ ingredientId, quantity }));
      return branch.stock.waste.mutate({ paperId, reason, lines: thrown });
    }
    const from = order ? { supplierId: order.supplierId, purchaseOrderId: order.id } : {};
    const paper = invoice.trim() === '' ? {} : { invoice: invoice.trim() };
    return branch.stock.receive.mutate({ paperId, ...from, ...paper, lines: [...lines] });
  };
  const save = async () => {
    if (!(await run(t(`stock.${kind}`), send))) return;
    toast({ tone: 'positive', title: t('stock.saved') });
    setLines([]);
    setPaperId(newId());
  };
  return (
    <div className="grid grid-cols-2 gap-6">
      <div className="flex min-w-0 flex-col gap-4">
        {kind === 'waste' ? (
          <Reasons reason={reason} onChange={setReason} />
        ) : (
          <Source room={room} orderId={orderId} invoice={invoice} onOrder={setOrder} onInvoice={setInvoice} />
        )}
        <LineEntry room={room} asksCost={kind === 'receive'} onAdd={put} />
      </div>
      <div className="flex min-w-0 flex-col gap-3">
        <Lines room={room} lines={lines} onRemove={(lot) => setLines(lines.filter((each) => lotOf(each) !== lot))} />
        <Button
          size="touch"
          variant="primary"
          icon={Check}
          disabledReason={lines.length === 0 ? t('stock.no-lines') : undefined}
          onClick={() => void save()}
          data-testid="stock-save"
        >
          {t('stock.save')}
        </Button>
      </div>
    </div>
  );
}

type SourceProps = {
  readonly room: StockRoom;
  readonly orderId: string;
  readonly invoice: string;
  readonly onOrder: (id: string) => void;
  readonly onInvoice: (text: string) => void;
};

/** By which order and invoice it came. */
function Source({ room, orderId, invoice, onOrder, onInvoice }: SourceProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap gap-3">
      {room.awaited.length > 0 && (
        <Select
          size="touch"
          label={t('stock.awaited')}
          value={orderId}
          onChange={onOrder}
          options={[
            { value: NONE, label: t('stock.no-order') },
            ...room.awaited.map(({ id, number }) => ({ value: id, label: t('stock.order', { number }) })),
          ]}
        />
      )}
      <TextField
        size="touch"
        label={t('stock.invoice')}
        maxLength={40}
        value={invoice}
        onChange={(event) => onInvoice(event.target.value)}
      />
    </div>
  );
}

function Reasons({ reason, onChange }: { readonly reason: WasteReason; readonly onChange: (reason: WasteReason) => void }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('stock.why')} className="flex flex-wrap gap-2">
      {WASTE_REASONS.map((each) => (
        <Chip key={each} pressed={each === reason} onClick={() => onChange(each)}>
          {t(`stock.reason.${each}`)}
        </Chip>
      ))}
    </div>
  );
}

type LinesProps = { readonly room: StockRoom; readonly lines: readonly Line[]; readonly onRemove: (lot: string) => void };

/** What makes a line another one: the thing, and until when it is good. */
function lotOf({ ingredientId, expiresOn }: Line): string {
  return `${ingredientId} ${expiresOn ?? ''}`;
}

function Lines({ room, lines, onRemove }: LinesProps) {
  const { t } = useTranslation();
  if (lines.length === 0) return <p className="flex-1 text-16 text-ink-muted">{t('stock.no-lines')}</p>;
  return (
    <ul aria-label={t('stock.lines')} className="flex-1">
      {lines.map((line) => {
        const { ingredientId, quantity, cost, expiresOn } = line;
        const item = room.ingredients.find(({ id }) => id === ingredientId);
        return (
          <li key={lotOf(line)} className="flex min-h-14 items-center gap-3 border-b border-line">
            <span className="min-w-0 flex-1">
              <span className="block truncate text-16 font-semibold">{item?.name}</span>
              {expiresOn !== undefined && <span className="block text-14 text-ink-muted">{t('stock.good-until', { day: expiresOn })}</span>}
            </span>
            <span className="text-16">{quantityText(quantity, item?.unit ?? 'un')}</span>
            {cost > 0 && isMoney(cost) && <Money amount={money(cost)} className="text-14 text-ink-muted" />}
            <IconButton icon={X} size="touch" label={t('stock.remove', { name: item?.name ?? '' })} onClick={() => onRemove(lotOf(line))} />
          </li>
        );
      })}
    </ul>
  );
}
