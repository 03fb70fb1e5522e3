import { Button } from '@fastops/ui/button';
import { PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { quantityOf, quantityText, typedQuantity } from '../../lib/figures.ts';
import { Panel } from '../../lib/panel.tsx';
import { TextField } from '@fastops/ui/text-field';
import { PaperForm } from './paper-form.tsx';
import { useIncoming, type Branch, type Level, type Transfer } from './stock.queries.ts';

type IncomingPanelProps = { readonly branch: Branch; readonly branches: readonly Branch[]; readonly levels: readonly Level[] };

/** What another branch sent and nobody has received yet. */
export function IncomingPanel({ branch, branches, levels }: IncomingPanelProps) {
  const { t } = useTranslation();
  const incoming = useIncoming(branch.id).data ?? [];
  const [open, setOpen] = useState<Transfer>();
  if (incoming.length === 0) return null;
  const levelOf = (id: string) => levels.find((each) => each.id === id);
  return (
    <Panel title={t('stock.incomingTitle')} flush>
      <ul aria-label={t('stock.incomingTitle')}>
        {incoming.map((transfer) => (
          <li key={transfer.transferId} className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2 text-14 last:border-0">
            <span className="min-w-48 flex-1">
              {t('stock.incoming', { branch: branches.find(({ id }) => id === transfer.fromBranchId)?.name ?? '–' })}
              <span className="block text-ink-muted">
                {transfer.lines
                  .map(
                    ({ ingredientId, quantity }) =>
                      `${levelOf(ingredientId)?.name ?? '–'} ${quantityText(quantity, levelOf(ingredientId)?.unit ?? 'un')}`,
                  )
                  .join(', ')}
              </span>
            </span>
            <Button icon={PackageCheck} onClick={() => setOpen(transfer)}>
              {t('stock.receiveTransfer')}
            </Button>
          </li>
        ))}
      </ul>
      {open && <ReceiveTransfer branchId={branch.id} transfer={open} levels={levels} onClose={() => setOpen(undefined)} />}
    </Panel>
  );
}

type ReceiveTransferProps = {
  readonly branchId: string;
  readonly transfer: Transfer;
  readonly levels: readonly Level[];
  readonly onClose: () => void;
};

function ReceiveTransfer({ branchId, transfer, levels, onClose }: ReceiveTransferProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(transfer.lines.map(({ ingredientId, quantity }) => [ingredientId, typedQuantity(quantity)])),
  );
  const { transferId, fromBranchId } = transfer;
  return (
    <PaperForm
      branchId={branchId}
      title={t('stock.receiveTransfer')}
      onClose={onClose}
      paper={() => {
        const lines = transfer.lines.flatMap(({ ingredientId }) => {
          const quantity = quantityOf(typed[ingredientId] ?? '');
          return quantity === undefined || quantity <= 0 ? [] : [{ ingredientId, quantity }];
        });
        return lines.length === 0 ? undefined : { type: 'stock.transfer-received', body: { transferId, fromBranchId, lines } };
      }}
    >
      {transfer.lines.map(({ ingredientId }) => (
        <TextField
          key={ingredientId}
          size="touch"
          label={levels.find(({ id }) => id === ingredientId)?.name ?? '–'}
          inputMode="decimal"
          trail={<span className="text-ink-muted">{levels.find(({ id }) => id === ingredientId)?.unit}</span>}
          value={typed[ingredientId] ?? ''}
          onChange={(event) => setTyped({ ...typed, [ingredientId]: event.target.value })}
        />
      ))}
    </PaperForm>
  );
}
