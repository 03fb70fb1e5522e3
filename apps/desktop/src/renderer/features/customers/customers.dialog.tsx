import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Money } from '@fastops/ui/money';
import { TextField } from '@fastops/ui/text-field';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { CustomerAccount } from './customer-account.tsx';

type CustomersDialogProps = { readonly mayPay: boolean; readonly onClose: () => void };

/** Who buys here: found by telephone or name, with what stands on their account. */
export function CustomersDialog({ mayPay, onClose }: CustomersDialogProps) {
  const { t } = useTranslation();
  const branch = useBranch();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  const found = useQuery({
    queryKey: ['customers', 'search', text],
    queryFn: () => branch.customers.search.query({ text: text.trim(), limit: 30 }),
    placeholderData: keepPreviousData,
  });
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
          {found.data?.length === 0 && <p className="py-4 text-16 text-ink-muted">{t('service.no-customers')}</p>}
          <ul className="pt-2">
            {found.data?.map(({ id, name, phone, balance }) => (
              <li key={id} className="border-b border-line last:border-0">
                <button
                  type="button"
                  data-testid="customer"
                  className="flex min-h-14 w-full items-center gap-3 px-2 text-left hover:bg-surface-strong"
                  onClick={() => setChosen(id)}
                >
                  <span className="min-w-0 flex-1 truncate text-16 font-semibold">{name}</span>
                  <span className="text-14 text-ink-muted">{phone}</span>
                  <Money amount={balance} className="w-28 text-right text-16 font-semibold" />
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <Button size="touch" variant="ghost" onClick={() => setChosen(undefined)}>
            {t('service.customers')}
          </Button>
          <CustomerAccount customerId={chosen} mayPay={mayPay} />
        </>
      )}
    </Dialog>
  );
}
