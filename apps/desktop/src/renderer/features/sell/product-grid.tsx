import { ruledPrice, type Occasion, type PriceRule } from '@fastops/shared/catalog/price-rule';
import type { Category, Product } from '@fastops/shared/catalog/product';
import { holdsAt } from '@fastops/shared/catalog/schedule';
import type { Money as MoneyAmount } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Tile } from '@fastops/ui/tile';
import { PackageOpen, SearchX } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { memo, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/use-now.ts';
import { usePictures } from './pictures.queries.ts';
import { nextTile } from './grid-keys.ts';

type ProductGridProps = {
  readonly products: readonly Product[];
  readonly categories: readonly Category[];
  readonly rules: readonly PriceRule[];
  readonly place: Omit<Occasion, 'atMs'>;
  readonly onPress: (productId: string) => void;
  /** Set while a search decides what is shown. */
  readonly onClearSearch: (() => void) | undefined;
  readonly gridRef: RefObject<HTMLDivElement | null>;
};

const NEUTRAL_HUE = 80;
/** A price rule begins and ends on the minute. */
const MINUTE_MS = 60_000;

/** Tiles keep their place and size whatever happens in the order. Nothing here depends on the order, so a tap redraws no tile. */
export const ProductGrid = memo(function ProductGrid(props: ProductGridProps) {
  const { products, categories, rules, place, onPress, onClearSearch, gridRef } = props;
  const { t } = useTranslation();
  const [active, setActive] = useState<string>();
  const hues = useMemo(() => new Map(categories.map((category) => [category.id, category.hue])), [categories]);
  const pictures = usePictures(products);
  const now = useNow(MINUTE_MS);
  const tabStop = products.some((product) => product.id === active) ? active : products[0]?.id;

  const move = useCallback((event: KeyboardEvent<HTMLDivElement>) => {
    const next = nextTile(event.currentTarget, event.target, event.key);
    if (!next) return;
    event.preventDefault();
    setActive(next.dataset['tile']);
    next.focus();
  }, []);

  const unavailable = ({ soldOut, schedule }: Product) => {
    if (soldOut) return t('sell.sold-out');
    return schedule && !holdsAt(schedule, now, place.utcOffsetHours) ? t('sell.not-now') : undefined;
  };

  if (products.length === 0) {
    if (!onClearSearch) return <EmptyState icon={PackageOpen} title={t('sell.empty-category')} text={t('sell.empty-category-hint')} />;
    const clear = (
      <Button size="touch" onClick={onClearSearch}>
        {t('sell.clear-search')}
      </Button>
    );
    return <EmptyState icon={SearchX} title={t('sell.nothing-found')} text={t('sell.nothing-found-hint')} action={clear} />;
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
          price={
            <TilePrice product={product} ruled={ruledPrice(product.price, product, { rules, occasion: { ...place, atMs: now } }).price} />
          }
          hue={hues.get(product.categoryId) ?? NEUTRAL_HUE}
          picture={pictures.get(product.id) ?? undefined}
          unavailable={unavailable(product)}
          tabIndex={product.id === tabStop ? 0 : -1}
          onPress={onPress}
        />
      ))}
    </div>
  );
});

function TilePrice({ product, ruled }: { readonly product: Product; readonly ruled: MoneyAmount }) {
  const { t } = useTranslation();
  return (
    <>
      {product.sizes.length > 1 && <span className="text-12 text-ink-muted">{t('sell.from')} </span>}
      <Money amount={ruled} className="font-medium" />
      {product.byWeight && <span className="text-12 text-ink-muted">{t('weight.per-kilo')}</span>}
      {ruled < product.price && (
        <s className="ml-1.5 text-12 text-ink-muted">
          <Money amount={product.price} />
        </s>
      )}
    </>
  );
}
