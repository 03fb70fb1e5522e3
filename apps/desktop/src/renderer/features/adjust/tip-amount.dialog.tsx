import { money, type Money as Amount } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Keypad, type KeypadKey } from '@fastops/ui/keypad';
import { Money } from '@fastops/ui/money';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { padKeys } from '../../lib/pad-keys.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';

const LONGEST = 7;

type TipAmountDialogProps = { readonly busy: boolean; readonly onAmount: (amount: Amount) => void; readonly onClose: () => void };

/** The customer names the amount. */
export function TipAmountDialog({ busy, onAmount, onClose }: TipAmountDialogProps) {
  const { t } = useTranslation();
  const [digits, setDigits] = useState('');
  const amount = money(digits === '' ? 0 : Number(digits));
  const type = (key: KeypadKey) => setDigits((now) => (now + key).replace(/^0+(?=\d)/, '').slice(0, LONGEST));
  const erase = () => setDigits((now) => now.slice(0, -1));
  const submit = () => {
    if (amount > 0 && !busy) onAmount(amount);
  };
  useShortcuts(
    { ...padKeys(type, erase), Enter: (event) => (event.target instanceof HTMLButtonElement ? false : submit()) },
    { inDialog: true },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('tip.how-much')}
      closeLabel={t('common.close')}
      initialFocus={() => document.querySelector<HTMLElement>('[data-testid="tip-confirm"]')}
      footer={
        <Button
          size="hero"
          variant="primary"
          stretch
          busy={busy}
          data-testid="tip-confirm"
          disabledReason={amount > 0 ? undefined : t('tip.amount-needed')}
          onClick={submit}
        >
          {t('tip.confirm')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="flex min-h-16 items-center justify-end rounded-md border border-line-strong px-4">
          <Money amount={amount} size={40} className="font-semibold" />
        </p>
        <Keypad groupLabel={t('common.keypad')} eraseLabel={t('common.erase')} onKey={type} onErase={erase} />
      </div>
    </Dialog>
  );
}
