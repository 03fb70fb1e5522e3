import { formatCop, money } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { useCommand } from '../../lib/use-command.ts';

type CreditLimitProps = { readonly customerId: string; readonly name: string; readonly limit: number; readonly onDone: () => void };

/** How much may stand on an account; whoever may not say so asks a supervisor in place. */
export function CreditLimit({ customerId, name, limit, onDone }: CreditLimitProps) {
  const { t } = useTranslation();
  const branch = useBranch();
  const command = useCommand();
  const toast = useToast();
  const [text, setText] = useState(String(limit));
  const amount = Number(text.replace(/\D/g, ''));
  const save = async () => {
    const body = { customerId, limit: money(amount) };
    const what: string = t('customer.limit-what', { name, amount: formatCop(money(amount)) });
    if (!(await command(what, () => branch.customers.setCreditLimit.mutate(body)))) return;
    toast({ tone: 'positive', title: t('customer.limit-saved') });
    onDone();
  };
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        className="w-44"
        size="touch"
        inputMode="numeric"
        label={t('service.limit')}
        value={text}
        maxLength={12}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" size="touch" variant="primary" data-testid="limit-save">
        {t('customer.save')}
      </Button>
      <span className="flex min-h-12 items-center text-14 text-ink-muted">{t('customer.limit-hint')}</span>
    </form>
  );
}
