import type { OrderType } from '@fastops/shared/orders/order.events';
import { IconButton } from '@fastops/ui/icon-button';
import { Menu, MenuItem } from '@fastops/ui/menu';
import { Segmented } from '@fastops/ui/segmented';
import { Bike, ChevronDown, Clock, HandPlatter, ShoppingBag, Store, Utensils } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { TYPE_KEYS } from '../../lib/keys.ts';
import { useOffer } from '../../lib/offer.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';

const ICONS = { counter: Store, pickup: Clock, staff_meal: Utensils, dine_in: HandPlatter, takeaway: ShoppingBag, delivery: Bike } as const;
const RARE = ['counter', 'pickup', 'staff_meal'] as const;

const STRIP = ['dine_in', 'takeaway', 'delivery'] as const;

type StripProps = { readonly orderType: OrderType; readonly onOrderType: (type: OrderType) => void };

/** What kind of order it is. The first one stands for its family: the counter, who picks it up later, the shop's own people. */
export function OrderTypeStrip({ orderType, onOrderType }: StripProps) {
  const { t } = useTranslation();
  const offered = useOffer().orderTypes;
  const rare = RARE.filter((type) => offered.includes(type));
  useShortcuts(Object.fromEntries(offered.map((type) => [TYPE_KEYS[type], () => onOrderType(type)])));
  const first = RARE.find((type) => type === orderType) ?? rare[0];
  // The order in hand keeps its type in sight, offered or not.
  const types = STRIP.filter((type) => type === orderType || offered.includes(type));
  return (
    <div className="flex shrink-0 items-center gap-1">
      <Segmented<OrderType>
        label={t('sell.order-type')}
        size="touch"
        value={orderType}
        onChange={onOrderType}
        segments={[...(first ? [first] : []), ...types].map((value) => ({ value, icon: ICONS[value], label: t(`order-type.${value}`) }))}
      />
      <Menu
        label={t('service.more-types')}
        trigger={<IconButton icon={ChevronDown} size="touch" label={t('service.more-types')} data-testid="more-types" />}
      >
        {rare.map((type) => (
          <MenuItem key={type} icon={ICONS[type]} onPress={() => onOrderType(type)} shortcut={TYPE_KEYS[type]}>
            {t(`order-type.${type}`)}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
