import { UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { WORK_KEYS } from '../../lib/keys.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import type { Cart } from './cart.ts';

type ServingLineProps = { readonly order: Cart; readonly onPress: () => void };

/** For whom and where, in one line that opens what can be said about it. */
export function ServingLine({ order, onPress }: ServingLineProps) {
  const { t } = useTranslation();
  const said = saidOf(order);
  const isServed = order.type !== 'counter' && order.type !== 'takeaway';
  useShortcuts(isServed ? { [WORK_KEYS.serving]: onPress } : {});
  if (!isServed) return null;
  return (
    <div className="shrink-0 border-b border-line px-2 py-1">
      <button
        type="button"
        data-testid="serving"
        aria-keyshortcuts={WORK_KEYS.serving}
        className="flex min-h-12 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left text-16 font-semibold hover:bg-surface-strong"
        onClick={onPress}
      >
        <UserRound aria-hidden className="size-5 shrink-0 text-ink-muted" />
        <span className="min-w-0 truncate">{said ?? t('service.set-place')}</span>
      </button>
    </div>
  );
}

function saidOf({ type, table, customer, delivery, pickup, staffMeal }: Cart): string | undefined {
  if (type === 'dine_in') return table && `${table.name} · ${table.area}`;
  if (type === 'staff_meal') return staffMeal?.staffName;
  if (type === 'pickup') return pickup?.name;
  return delivery && [customer?.name, delivery.neighborhood, delivery.address].filter(Boolean).join(' · ');
}
