import type { Money as MoneyAmount } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Money } from '@fastops/ui/money';
import { TextField } from '@fastops/ui/text-field';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowLeft, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { CustomerForm, type CustomerWho } from './customer-form.tsx';
import { CustomerAccount, type CustomerRights } from './customer-account.tsx';

type CustomersDialogProps = CustomerRights & { readonly onClose: () => void };

/** Who buys here: found by telephone or name, with what stands on their account. */
export function CustomersDialog({ mayPay, mayEdit, onClose }: CustomersDialogProps) {
  const { t } = useTranslation();
  const branch = useBranch();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [registering, setRegistering] = useState(false);
  const found = useQuery({
    queryKey: ['customers', 'search', text],
    queryFn: () => branch.customers.search.query({ text: text.trim(), limit: 30 }),
    placeholderData: keepPreviousData,
  });
  const registered = (customerId: string) => {
    setRegistering(false);
    setChosen(customerId);
  };
  if (registering) {
    return (
      <Dialog open onClose={onClose} size="large" title={t('customer.new')} closeLabel={t('common.close')}>
        <CustomerForm customerId={undefined} start={typed(text)} onDone={registered} onCancel={() => setRegistering(false)} />
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} size="large" title={t('service.customers')} closeLabel={t('common.close')}>
      {chosen === undefined ? (
        <>
          <TextField
            size="touch"
            label={t('service.search-customer')}
            value={text}
            maxLength={60}
            onChange={(event) => setText(event.target.value)}
          />
          {mayEdit && (
            <Button
              size="touch"
              icon={UserPlus}
              className="mt-3 self-start"
              data-testid="customer-new"
              onClick={() => setRegistering(true)}
            >
              {t('customer.new')}
            </Button>
          )}
          {found.data?.length === 0 && (
            <p className="py-4 text-16 text-ink-muted">{t(text.trim() === '' ? 'customer.none-yet' : 'service.no-customers')}</p>
          )}
          <FoundCustomers found={found.data ?? []} onChoose={setChosen} />
        </>
      ) : (
        <>
          <Button size="touch" variant="ghost" icon={ArrowLeft} onClick={() => setChosen(undefined)}>
            {t('service.customers')}
          </Button>
          <CustomerAccount customerId={chosen} mayPay={mayPay} mayEdit={mayEdit} />
        </>
      )}
    </Dialog>
  );
}

type FoundProps = {
  readonly found: readonly { readonly id: string; readonly name: string; readonly phone: string | null; readonly balance: MoneyAmount }[];
  readonly onChoose: (customerId: string) => void;
};

function FoundCustomers({ found, onChoose }: FoundProps) {
  return (
    <ul className="pt-2">
      {found.map(({ id, name, phone, balance }) => (
        <li key={id} className="border-b border-line last:border-0">
          <button
            type="button"
            data-testid="customer"
            className="flex min-h-14 w-full items-center gap-3 px-2 text-left hover:bg-surface-strong"
            onClick={() => onChoose(id)}
          >
            <span className="min-w-0 flex-1 truncate text-16 font-semibold">{name}</span>
            <span className="text-14 text-ink-muted">{phone}</span>
            <Money amount={balance} className="w-28 text-right text-16 font-semibold" />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What was searched for is what the new one is called, or their number. */
function typed(text: string): CustomerWho {
  const said = text.trim();
  return /^[+\d ()-]+$/.test(said) ? { name: '', phone: said } : { name: said };
}
