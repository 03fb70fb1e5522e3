import { Chip } from '@fastops/ui/chip';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import type { KnownCustomer } from './delivery.queries.ts';
import { useByPhone } from './delivery.queries.ts';

type KnownCustomersProps = {
  readonly phone: string;
  readonly chosenId: string | undefined;
  readonly chosenAddressId: string | undefined;
  readonly onCustomer: (customerId: string) => void;
  readonly onAddress: (address: KnownCustomer['addresses'][number]) => void;
};

/** Who has that number, and where they had it brought before. */
export function KnownCustomers({ phone, chosenId, chosenAddressId, onCustomer, onAddress }: KnownCustomersProps) {
  const { t } = useTranslation();
  const found = useByPhone(phone).data ?? [];
  const branch = useBranch();
  const chosen = useQuery({
    queryKey: ['customers', 'one', chosenId],
    queryFn: () => branch.customers.find.query({ customerId: chosenId ?? '' }),
    enabled: chosenId !== undefined,
  });
  const addresses = chosen.data?.ok ? chosen.data.value.addresses : [];
  return (
    <>
      {chosenId === undefined && found.length > 0 && (
        <div role="group" aria-label={t('service.known-customers')} className="flex flex-wrap gap-2 pt-2">
          {found.map(({ id, name, phone: number }) => (
            <Chip key={id} pressed={false} data-testid="known-customer" onClick={() => onCustomer(id)}>
              {name} · {number}
            </Chip>
          ))}
        </div>
      )}
      {addresses.length > 0 && (
        <div role="group" aria-label={t('service.known-addresses')} className="flex flex-wrap gap-2 pt-2">
          {addresses.map((address) => (
            <Chip key={address.id} pressed={address.id === chosenAddressId} onClick={() => onAddress(address)}>
              {address.neighborhood} · {address.text}
            </Chip>
          ))}
        </div>
      )}
    </>
  );
}
