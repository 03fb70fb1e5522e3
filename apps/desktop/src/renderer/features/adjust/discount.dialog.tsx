import { formatCop, money, subtractMoney } from '@fastops/shared/base/money';
import type { Discount } from '@fastops/shared/orders/adjustment.events';
import { orderTotals } from '@fastops/shared/orders/totals';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Dialog } from '@fastops/ui/dialog';
import { Keypad, type KeypadKey } from '@fastops/ui/keypad';
import { Money } from '@fastops/ui/money';
import { Segmented } from '@fastops/ui/segmented';
import { Select } from '@fastops/ui/select';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchOrder } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import { padKeys } from '../../lib/pad-keys.ts';
import { ReasonField } from '../../lib/reason-field.tsx';
import { useFailureText, useRefusalText } from '../../lib/refusal-text.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { useAddDiscount } from './adjust.queries.ts';
import type { DiscountDraft } from './discount.ts';
import { discountOf, emptyDraft, erasedDraft, figureOf, KINDS, QUICK, typedDraft, WHOLE_ORDER } from './discount.ts';

type DiscountDialogProps = { readonly order: BranchOrder; readonly onClose: () => void };

const REASONS = ['frequent', 'delay', 'our-mistake', 'promotion', 'staff'] as const;

/** Less to pay: how much, on what, and why. What comes of it is on the button before it is pressed. */
export function DiscountDialog({ order, onClose }: DiscountDialogProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const failureText = useFailureText();
  const [id] = useState(newId);
  const [draft, setDraft] = useState(emptyDraft);
  const add = useAddDiscount(order.id, onClose);
  const discount = discountOf(draft, id);
  const worth = discount ? worthOf(order, discount) : undefined;
  const refusal = add.data && !add.data.ok ? refusalText(add.data.refusal) : undefined;
  const error = refusal ?? (add.isError ? failureText(add.error, t('common.not-saved')) : undefined);
  const submit = () => {
    if (!discount || worth === undefined) return;
    add.mutate({ discount, what: t(`adjust.approve-${draft.kind}`, { amount: formatCop(worth), of: formatCop(order.totals.gross) }) });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('adjust.discount-title')}
      closeLabel={t('common.close')}
      footer={
        <Button
          size="hero"
          variant="primary"
          stretch
          busy={add.isPending}
          data-testid="discount-confirm"
          disabledReason={discount ? undefined : t(draft.reason.trim() === '' ? 'adjust.reason-needed' : 'adjust.value-needed')}
          onClick={submit}
        >
          {worth === undefined ? t('adjust.discount') : t('adjust.take-off', { amount: formatCop(worth) })}
        </Button>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)_300px] gap-6">
        <div className="flex min-w-0 flex-col gap-4">
          <Target order={order} draft={draft} onDraft={setDraft} />
          <ReasonField
            label={t('adjust.reason')}
            usual={REASONS.map((reason) => t(`adjust.reason.${reason}`))}
            value={draft.reason}
            maxLength={80}
            onChange={(reason) => setDraft({ ...draft, reason })}
          />
          {error && (
            <p role="alert" className="text-14 font-medium text-danger">
              {error}
            </p>
          )}
        </div>
        <Value draft={draft} onDraft={setDraft} />
      </div>
    </Dialog>
  );
}

type PartProps = { readonly draft: DiscountDraft; readonly onDraft: (draft: DiscountDraft) => void };

function Target({ order, draft, onDraft }: PartProps & { readonly order: BranchOrder }) {
  const { t } = useTranslation();
  return (
    <>
      <Segmented
        size="big"
        label={t('adjust.kind')}
        value={draft.kind}
        onChange={(kind) => onDraft({ ...draft, kind, digits: '' })}
        segments={KINDS.map((value) => ({ value, label: t(`adjust.kind.${value}`) }))}
      />
      <Select
        size="touch"
        label={t('adjust.target')}
        value={draft.lineId}
        onChange={(lineId) => onDraft({ ...draft, lineId })}
        options={[
          { value: WHOLE_ORDER, label: t('adjust.whole-order') },
          ...order.lines.map((line) => ({ value: line.id, label: `${line.quantity} × ${line.name}` })),
        ]}
      />
    </>
  );
}

function Value({ draft, onDraft }: PartProps) {
  const { t } = useTranslation();
  const type = (key: KeypadKey) => onDraft(typedDraft(draft, key));
  const erase = () => onDraft(erasedDraft(draft));
  useShortcuts(draft.kind === 'courtesy' ? {} : padKeys(type, erase), { inDialog: true });
  if (draft.kind === 'courtesy') {
    return <p className="rounded-md bg-info-soft p-4 text-16 text-info">{t('adjust.courtesy-hint')}</p>;
  }
  const quick = QUICK[draft.kind];
  return (
    <div className="flex flex-col gap-3">
      <p className="flex min-h-16 items-center justify-end rounded-md border border-line-strong px-4 text-28 font-semibold">
        {draft.kind === 'percent' ? `${figureOf(draft)} %` : <Money amount={money(figureOf(draft))} size={28} />}
      </p>
      <div role="group" aria-label={t('adjust.quick')} className="grid grid-cols-3 gap-2">
        {quick.map((value) => (
          <Chip
            key={value}
            data-testid="discount-quick"
            className="justify-center px-1"
            pressed={figureOf(draft) === value}
            onClick={() => onDraft({ ...draft, digits: String(value) })}
          >
            {draft.kind === 'percent' ? `${value} %` : formatCop(money(value))}
          </Chip>
        ))}
      </div>
      <Keypad
        groupLabel={t('common.keypad')}
        eraseLabel={t('common.erase')}
        keyClassName="min-h-12"
        corner={draft.kind === 'percent' ? '00' : '000'}
        onKey={type}
        onErase={erase}
      />
    </div>
  );
}

/** What the order costs less with it than without. */
function worthOf(order: BranchOrder, discount: Discount) {
  const { tip } = order.totals;
  const after = orderTotals(order.lines, { discounts: [...order.discounts, discount], tip });
  return subtractMoney(order.totals.total, after.total);
}
