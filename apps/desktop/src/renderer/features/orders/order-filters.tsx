import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import type { Filter } from './orders.queries.ts';
import { STATES, useOrderDays } from './orders.queries.ts';

const ANY = 'any';

type OrderFiltersProps = { readonly filter: Filter; readonly onFilter: (filter: Filter) => void };

/** By number, product or transfer; on one day or on all; and only those that need something. */
export function OrderFilters({ filter, onFilter }: OrderFiltersProps) {
  const { t } = useTranslation();
  const todayWord: string = t('orders.today');
  const time = useTimeFormat();
  const days = useOrderDays();
  const today = days.data?.today;
  const known = days.data?.days ?? [];
  const listed = today === undefined || known.some(({ day }) => day === today) ? known : [{ day: today, count: 0 }, ...known];
  return (
    <div className="grid grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)] items-end gap-3">
      <TextField
        size="touch"
        label={t('orders.search')}
        placeholder={t('orders.search-hint')}
        value={filter.text}
        maxLength={60}
        data-testid="order-search"
        lead={<Search aria-hidden className="size-5 text-ink-muted" />}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
      />
      <Select
        size="touch"
        label={t('orders.day')}
        value={filter.day === '' ? ANY : filter.day}
        onChange={(day) => onFilter({ ...filter, day: day === ANY ? '' : day })}
        options={[
          { value: ANY, label: t('orders.any-day') },
          ...listed.map(({ day, count }) => ({
            value: day,
            label: `${day === today ? todayWord : time.day(day)} (${count})`,
          })),
        ]}
      />
      <Select
        size="touch"
        label={t('orders.state')}
        value={filter.state === '' ? ANY : filter.state}
        onChange={(state) => onFilter({ ...filter, state: state === ANY ? '' : state })}
        options={[{ value: ANY, label: t('orders.any-state') }, ...STATES.map((value) => ({ value, label: t(`orders.filter.${value}`) }))]}
      />
    </div>
  );
}
