import { Chip } from '@fastops/ui/chip';
import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

import type { ClosingList } from './cash.queries.ts';

type DriversOwingProps = { readonly list: ClosingList; readonly seen: boolean; readonly onSeen: (seen: boolean) => void };

/** Money that is in drivers' pockets while the drawer is counted, each by name. */
export function DriversOwing({ list, seen, onSeen }: DriversOwingProps) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('review.drivers')} className="flex flex-col gap-2">
      <h3 className="text-16 font-semibold">{t('review.drivers')}</h3>
      <p className="text-14 text-ink-muted">{t('review.drivers-text')}</p>
      <ul className="flex max-h-[24dvh] flex-col gap-1 overflow-y-auto">
        {list.drivers.map(({ id, number, driver, owes }) => (
          <li key={id} data-testid="driver-owing" className="grid grid-cols-[5rem_1fr_auto] gap-3 border-b border-line px-1 py-2 text-16">
            <span className="font-semibold">{number}</span>
            <span className="min-w-0 truncate">{driver}</span>
            <Money amount={owes} className="text-right" />
          </li>
        ))}
      </ul>
      <Chip pressed={seen} onClick={() => onSeen(!seen)} data-testid="drivers-seen" className="self-start">
        {t('review.drivers-seen', { count: list.drivers.length })}
      </Chip>
    </section>
  );
}
