import type { Menu, Product } from '@fastops/shared/catalog/product';
import type { OrderType } from '@fastops/shared/orders/order.events';
import { EmptyState } from '@fastops/ui/empty-state';
import { Tabs } from '@fastops/ui/tabs';
import { UtensilsCrossed } from 'lucide-react';
import type { RefObject } from 'react';
import { memo, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useShortcuts, useTypedLetter } from '../../lib/shortcuts.ts';
import { OrderTypeStrip } from './order-type-strip.tsx';
import { ProductGrid } from './product-grid.tsx';
import type { Findable } from './product-search.ts';
import { findables, searchProducts } from './product-search.ts';
import { SearchField } from './search-field.tsx';

type BrowserProps = {
  readonly menu: Menu;
  readonly orderType: OrderType;
  readonly onOrderType: (type: OrderType) => void;
  readonly onPress: (productId: string) => void;
  /** Digits that were typed: how many of the next product. */
  readonly quantity: string;
};

/** More tiles than anybody reads; who looks further types on. */
const MOST_FOUND = 48;

/** Left of the order: what can be sold. It doesn't know the order, so it stays still while the order grows. */
export const ProductBrowser = memo(function ProductBrowser({ menu, orderType, onOrderType, onPress, quantity }: BrowserProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  // The menu may change under us: a category that is gone gives way to the first one.
  const categoryId = menu.categories.find((category) => category.id === chosen)?.id ?? menu.categories[0]?.id ?? '';
  const searching = text.trim() !== '';
  const all = useMemo(() => findables(menu.products), [menu.products]);
  const shown = useMemo(() => shownProducts(all, categoryId, text), [all, categoryId, text]);
  const clear = useCallback(() => setText(''), []);
  useGridKeys(search, grid);
  useCategoryKeys(menu, categoryId, openCategory);

  function openCategory(next: string) {
    clear();
    setChosen(next);
  }
  function takeFirst() {
    const [first] = shown;
    if (!searching || !first || first.soldOut) return;
    onPress(first.id);
    clear();
    // The next key is a quantity or a word again, not more of the last search.
    search.current?.blur();
  }

  return (
    <section aria-label={t('sell.products')} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex shrink-0 items-center gap-3 px-3 pt-3">
        <OrderTypeStrip orderType={orderType} onOrderType={onOrderType} />
        <NextQuantity digits={quantity} />
        <SearchField fieldRef={search} text={text} onText={setText} onEnter={takeFirst} onDown={() => focusTile(grid)} />
      </div>
      <Tabs
        label={t('sell.categories')}
        size="touch"
        className="flex-1 px-0 [&>[role=tablist]]:px-2"
        value={categoryId}
        onChange={openCategory}
        items={menu.categories.map((category) => ({ value: category.id, label: category.name }))}
      >
        {menu.products.length === 0 ? (
          <EmptyState icon={UtensilsCrossed} title={t('sell.no-menu')} text={t('sell.no-menu-hint')} />
        ) : (
          <ProductGrid
            products={shown}
            rules={menu.rules}
            place={menu.place}
            categories={menu.categories}
            onPress={onPress}
            onClearSearch={searching ? clear : undefined}
            gridRef={grid}
          />
        )}
      </Tabs>
    </section>
  );
});

function shownProducts(all: readonly Findable[], categoryId: string, text: string): readonly Product[] {
  if (text.trim() !== '') return searchProducts(all, text).slice(0, MOST_FOUND);
  return all.flatMap(({ product }) => (product.categoryId === categoryId ? [product] : []));
}

function NextQuantity({ digits }: { readonly digits: string }) {
  if (digits === '') return null;
  return (
    <span
      role="status"
      data-testid="next-quantity"
      className="shrink-0 rounded-md bg-accent px-3 py-2 text-20 font-semibold text-accent-ink"
    >
      {digits} ×
    </span>
  );
}

/** Page up and down turn the categories like pages, from the last to the first again. */
function useCategoryKeys(menu: Menu, categoryId: string, open: (categoryId: string) => void): void {
  const turn = (step: 1 | -1) => {
    const index = menu.categories.findIndex(({ id }) => id === categoryId);
    const next = menu.categories[(index + step + menu.categories.length) % menu.categories.length];
    if (next) open(next.id);
  };
  useShortcuts({ PageDown: () => turn(1), PageUp: () => turn(-1) });
}

/** F2 searches, letters typed anywhere search too, and an arrow from nowhere goes into the grid. */
function useGridKeys(search: RefObject<HTMLInputElement | null>, grid: RefObject<HTMLDivElement | null>): void {
  const focusSearch = () => {
    search.current?.focus();
    search.current?.select();
  };
  const enterGrid = (event: { readonly target: EventTarget | null }) => (event.target === document.body ? focusTile(grid) : false);
  useShortcuts({ F2: focusSearch, ArrowDown: enterGrid, ArrowRight: enterGrid });
  // Selected, so that a new word replaces the last search.
  useTypedLetter(focusSearch);
}

function focusTile(grid: RefObject<HTMLDivElement | null>): void {
  grid.current?.querySelector<HTMLElement>('[data-tile][tabindex="0"]')?.focus();
}
