import type { CashMovement } from '@fastops/shared/cash/session.events';
import { NO_MONEY } from '@fastops/shared/base/money';
import { Chip } from '@fastops/ui/chip';
import { Dialog } from '@fastops/ui/dialog';
import { Segmented } from '@fastops/ui/segmented';
import { TextField } from '@fastops/ui/text-field';
import { ArrowDownToLine, ArrowUpFromLine, Vault } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import { AmountQuestion } from '../../lib/amount-question.tsx';
import { useAmountEntry } from '../../lib/amount-entry.ts';
import { useCashSettings } from './cash.queries.ts';
import { useAddMovement } from './shift.queries.ts';

type Kind = CashMovement['kind'];
const KINDS = [
  { value: 'cash_out', icon: ArrowUpFromLine },
  { value: 'cash_in', icon: ArrowDownToLine },
  { value: 'safe_drop', icon: Vault },
] as const;

/** Cash in, cash out for something, or a drop to the safe: three taps and a figure; the drawer opens by itself. */
export function CashMovementScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [kind, setKind] = useState<Kind>('cash_out');
  const [forWhat, setForWhat] = useState('');
  const categories = useCashSettings().data?.expenseCategories ?? [];
  const add = useAddMovement(onClose);
  const needsReason = kind === 'cash_out' && forWhat.trim() === '';
  const entry = useAmountEntry({
    start: NO_MONEY,
    inDialog: true,
    onEnter: (amount) => {
      if (amount > NO_MONEY && !needsReason && !add.isPending) add.mutate({ kind, amount, forWhat: forWhat.trim() });
    },
  });
  const refusal = add.data && !add.data.ok ? refusalText(add.data.refusal) : undefined;
  const blocked = needsReason ? t('movement.for-what-needed') : undefined;
  return (
    <Dialog open size="large" onClose={onClose} title={t('movement.title')} closeLabel={t('common.close')}>
      <div className="grid grid-cols-2 gap-6">
        <div className="flex min-w-0 flex-col gap-4">
          <Segmented
            size="big"
            label={t('movement.kind')}
            value={kind}
            onChange={setKind}
            segments={KINDS.map((each) => ({ ...each, label: t(`movement.${each.value}`) }))}
          />
          {kind === 'cash_out' && (
            <div role="group" aria-label={t('movement.categories')} className="flex flex-wrap gap-2">
              {categories.map((category) => (
                <Chip key={category} pressed={forWhat === category} onClick={() => setForWhat(category)}>
                  {category}
                </Chip>
              ))}
            </div>
          )}
          <TextField
            size="touch"
            label={t(kind === 'cash_out' ? 'movement.for-what' : 'movement.note')}
            maxLength={40}
            value={forWhat}
            onChange={(event) => setForWhat(event.target.value)}
            onKeyDown={(event) => event.stopPropagation()}
            data-testid="movement-for-what"
          />
        </div>
        <AmountQuestion
          entry={entry}
          label={t('movement.amount')}
          submitLabel={t('movement.submit')}
          testIds={{ amount: 'movement-amount', submit: 'add-movement' }}
          busy={add.isPending}
          disabledReason={entry.amount === NO_MONEY ? t('movement.amount-needed') : blocked}
          error={refusal ?? (add.isError ? t('common.not-saved') : undefined)}
        />
      </div>
    </Dialog>
  );
}
