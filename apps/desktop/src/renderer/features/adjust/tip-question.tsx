import { formatCop, money, type Money as Amount } from '@fastops/shared/base/money';
import type { TipAnswer } from '@fastops/shared/orders/adjustment.events';
import { asksForTip, suggestedTip } from '@fastops/shared/payments/tip';
import { Button } from '@fastops/ui/button';
import { HandCoins } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchOrder } from '../../lib/branch.tsx';
import { PAY_KEYS } from '../../lib/keys.ts';
import { useOffer } from '../../lib/offer.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { useAnswerTip } from './adjust.queries.ts';
import { TipAmountDialog } from './tip-amount.dialog.tsx';

/**
 * The question that the law asks for before the bill, with what the customer said. Where nobody is asked (the counter,
 * the way out) it is a quiet button until somebody wants to give one.
 */
export function TipQuestion({ order }: { readonly order: BranchOrder }) {
  const { t } = useTranslation();
  const { tipBp } = useOffer();
  const [asking, setAsking] = useState(tipBp > 0 && asksForTip(order.type) && order.tipAnswer === undefined);
  const [typing, setTyping] = useState(false);
  const close = () => {
    setAsking(false);
    setTyping(false);
  };
  const answer = useAnswerTip(order.id, close);
  const suggested = suggestedTip(order.totals, tipBp);
  const say = (said: TipAnswer['answer'], amount: Amount) => answer.mutate({ answer: said, amount, suggestedBp: tipBp, suggested });
  const mayAsk = order.payments.length === 0 && !asking;
  useShortcuts(mayAsk ? { [PAY_KEYS.tip]: () => setAsking(true) } : {}, { inDialog: true, alone: true });
  if (order.payments.length > 0) return null;
  if (!asking) {
    return (
      <Button size="touch" icon={HandCoins} data-testid="tip-open" aria-keyshortcuts={PAY_KEYS.tip} onClick={() => setAsking(true)}>
        {order.totals.tip > 0 ? t('tip.given', { amount: formatCop(order.totals.tip) }) : t('tip.none')}
      </Button>
    );
  }
  return (
    <div role="group" aria-label={t('tip.title')} data-testid="tip-question" className="flex flex-col gap-2 rounded-md bg-info-soft p-3">
      <p className="text-14 font-semibold text-info">{t('tip.ask')}</p>
      <div className="grid grid-cols-2 gap-2">
        <Button size="touch" className="col-span-2" data-testid="tip-accept" onClick={() => say('accepted', suggested)}>
          {t('tip.accept', { amount: formatCop(suggested) })}
        </Button>
        <Button size="touch" data-testid="tip-change" onClick={() => setTyping(true)}>
          {t('tip.change')}
        </Button>
        <Button size="touch" data-testid="tip-decline" onClick={() => say('declined', money(0))}>
          {t('tip.decline')}
        </Button>
      </div>
      {answer.data && !answer.data.ok && (
        <p role="alert" className="text-14 text-danger">
          {t('common.not-saved')}
        </p>
      )}
      {typing && <TipAmountDialog busy={answer.isPending} onAmount={(amount) => say('changed', amount)} onClose={() => setTyping(false)} />}
    </div>
  );
}
