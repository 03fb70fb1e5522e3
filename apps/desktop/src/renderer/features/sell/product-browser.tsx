import type { Menu } from '@fastops/shared/catalog/product';
import type { OrderType } from '@fastops/shared/orders/order.events';
import { EmptyState } from '@fastops/ui/empty-state';
import { IconButton } from '@fastops/ui/icon-button';
import { Kbd } from '@fastops/ui/kbd';
import { Segmented } from '@fastops/ui/segmented';
import { Tabs } from '@fastops/ui/tabs';
import { TextField } from '@fastops/ui/text-field';
import { Bike, HandPlatter, Search, ShoppingBag, Store, UtensilsCrossed, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { memo, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useShortcuts, useTypedLetter } from '../../lib/shortcuts.ts';
import { ProductGrid } from './product-grid.tsx';
import { searchProducts } from './product-search.ts';

type BrowserProps = {
  readonly menu: Menu;
  readonly orderType: OrderType;
  readonly onOrderType: (type: OrderType) => void;
  readonly onPress: (productId: string) => void;
};

const ORDER_TYPES = [
  { value: 'counter', icon: Store },
  { value: 'dine_in', icon: HandPlatter },
  { value: 'takeaway', icon: ShoppingBag },
  { value: 'delivery', icon: Bike },
] as const;

/** Left of the order: what can be sold. It doesn't know the order, so it stays still while the order grows. */
export const ProductBrowser = memo(function ProductBrowser({ menu, orderType, onOrderType, onPress }: BrowserProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [categoryId, setCategoryId] = useState(menu.categories[0]?.id ?? '');
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    () => (text.trim() ? searchProducts(menu.products, text) : menu.products.filter((product) => product.categoryId === categoryId)),
    [menu, text, categoryId],
  );
  useGridKeys(search, grid);
  const clear = () => setText('');

  function onSearchKey(event: KeyboardEvent) {
    const [first] = shown;
    if (event.key === 'Escape') leaveSearch(event, clear);
    else if (event.key === 'Enter' && text.trim() && first && !first.soldOut) { onPress(first.id); clear(); }
    else if (event.key === 'ArrowDown') focusFirst(event, grid);
  }

  return (
    <section aria-label={t('sell.products')} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex shrink-0 items-center gap-3 px-3 pt-3">
        <Segmented
          label={t('sell.order-type')} size="touch" value={orderType} onChange={onOrderType}
          segments={ORDER_TYPES.map(({ value, icon }) => ({ value, icon, label: t(`order-type.${value}`) }))}
        />
        <TextField
          label={t('sell.search')} hideLabel size="touch" type="search" aria-keyshortcuts="F2" placeholder={t('sell.search')} inputRef={search}
          className="min-w-0 flex-1" value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onSearchKey}
          lead={<Search aria-hidden className="size-5 shrink-0 text-ink-muted" />}
          trail={text ? <IconButton icon={X} label={t('sell.clear-search')} onClick={clear} /> : <Kbd>F2</Kbd>}
        />
      </div>
      <Tabs
        label={t('sell.categories')} size="touch" className="flex-1 px-0 [&>[role=tablist]]:px-2"
        value={categoryId} onChange={(next) => { clear(); setCategoryId(next); }}
        items={menu.categories.map((category) => ({ value: category.id, label: category.name }))}
      >
        {menu.products.length === 0
          ? <EmptyState icon={UtensilsCrossed} title={t('sell.no-menu')} text={t('sell.no-menu-hint')} />
          : <ProductGrid products={shown} categories={menu.categories} onPress={onPress} searching={text.trim() !== ''} gridRef={grid} />}
      </Tabs>
    </section>
  );
});

/** F2 searches, letters typed anywhere search too, and an arrow from nowhere goes into the grid. */
function useGridKeys(search: RefObject<HTMLInputElement | null>, grid: RefObject<HTMLDivElement | null>): void {
  const focusSearch = () => { search.current?.focus(); search.current?.select(); };
  const enterGrid = (event: { readonly target: EventTarget | null }) => {
    if (event.target !== document.body) return false;
    grid.current?.querySelector<HTMLElement>('[data-tile][tabindex="0"]')?.focus();
  };
  useShortcuts({ F2: focusSearch, ArrowDown: enterGrid, ArrowRight: enterGrid });
  useTypedLetter(() => search.current?.focus());
}

function leaveSearch(event: KeyboardEvent, clear: () => void): void {
  clear();
  if (event.target instanceof HTMLElement) event.target.blur();
}

function focusFirst(event: KeyboardEvent, grid: RefObject<HTMLDivElement | null>): void {
  event.preventDefault();
  grid.current?.querySelector<HTMLElement>('[data-tile][tabindex="0"]')?.focus();
}
