import type { Category, Product } from '@fastops/shared/catalog/product';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Tile } from '@fastops/ui/tile';
import { SearchX } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { memo, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { nextTile } from './grid-keys.ts';

type ProductGridProps = {
  readonly products: readonly Product[];
  readonly categories: readonly Category[];
  readonly onPress: (productId: string) => void;
  readonly searching: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
};

const NEUTRAL_HUE = 80;

/** Tiles keep their place and size whatever happens in the order. Nothing here depends on the order, so a tap redraws no tile. */
export const ProductGrid = memo(function ProductGrid({ products, categories, onPress, searching, gridRef }: ProductGridProps) {
  const { t } = useTranslation();
  const [active, setActive] = useState<string>();
  const hues = useMemo(() => new Map(categories.map((category) => [category.id, category.hue])), [categories]);
  const tabStop = products.some((product) => product.id === active) ? active : products[0]?.id;

  const move = useCallback((event: KeyboardEvent<HTMLDivElement>) => {
    const next = nextTile(event.currentTarget, event.target, event.key);
    if (!next) return;
    event.preventDefault();
    setActive(next.dataset['tile']);
    next.focus();
  }, []);

  if (products.length === 0) {
    const [title, text] = searching ? (['sell.nothing-found', 'sell.nothing-found-hint'] as const) : (['sell.empty-category', 'sell.empty-category-hint'] as const);
    return <EmptyState icon={SearchX} title={t(title)} text={t(text)} />;
  }
  return (
    <div
      ref={gridRef}
      role="group"
      aria-label={t('sell.products')}
      onKeyDown={move}
      className="grid min-h-0 flex-1 auto-rows-[112px] grid-cols-[repeat(auto-fill,minmax(140px,1fr))] content-start gap-2 overflow-y-auto p-3 xl:grid-cols-[repeat(auto-fill,minmax(156px,1fr))]"
    >
      {products.map((product) => (
        <Tile
          key={product.id}
          id={product.id}
          name={product.name}
          price={<TilePrice product={product} />}
          hue={hues.get(product.categoryId) ?? NEUTRAL_HUE}
          picture={product.picture}
          unavailable={product.soldOut ? t('sell.sold-out') : undefined}
          tabIndex={product.id === tabStop ? 0 : -1}
          onPress={onPress}
        />
      ))}
    </div>
  );
});

function TilePrice({ product }: { readonly product: Product }) {
  const { t } = useTranslation();
  return (
    <>
      {product.sizes.length > 1 && <span className="text-12 text-ink-muted">{t('sell.from')} </span>}
      <Money amount={product.price} className="font-medium" />
    </>
  );
}
