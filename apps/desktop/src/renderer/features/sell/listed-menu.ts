import { menuAtLists } from '@fastops/shared/catalog/listed-menu';
import { listsAt, type PriceList } from '@fastops/shared/catalog/price-list';
import type { Menu } from '@fastops/shared/catalog/product';
import type { OrderType } from '@fastops/shared/orders/order.events';
import { useMemo } from 'react';

import { useNow } from '../../lib/use-now.ts';

/** A list begins and ends on the minute. */
const MINUTE_MS = 60_000;

/** The menu at the prices that hold for orders of a type right now, and the lists that made them. It is another one only when those change. */
export function useListedMenu(menu: Menu, orderType: OrderType): { readonly menu: Menu; readonly lists: readonly PriceList[] } {
  const now = useNow(MINUTE_MS);
  const holding = listsAt(menu.lists, { ...menu.place, atMs: now, orderType })
    .map(({ id }) => id)
    .join();
  return useMemo(() => {
    const lists = holding.split(',').flatMap((id) => menu.lists.find((list) => list.id === id) ?? []);
    return { menu: menuAtLists(menu, lists), lists };
  }, [menu, holding]);
}
