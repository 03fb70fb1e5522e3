import { money } from '@fastops/shared/base/money';
import type { Product } from '@fastops/shared/catalog/product';
import { useTranslation } from 'react-i18next';

import { pesosOf } from '../../lib/figures.ts';
import { newId } from '../../lib/new-id.ts';
import { archived, saved, useBranches, type MenuNow, type SavedDoc } from './menu.queries.ts';
import { Figure } from './parts.tsx';

type BranchPricesProps = {
  readonly menu: MenuNow;
  readonly product: Product;
  /** What was typed, by place; a place that isn't here stays as it is. */
  readonly own: Readonly<Record<string, string>>;
  readonly onChange: (own: Readonly<Record<string, string>>) => void;
};

/** Where a price of its own stands: a branch, and a size of the product where it has sizes. */
type Place = { readonly branchId: string; readonly sizeId: string | undefined };

/** What single branches charge instead of the menu's price, size by size. */
export function BranchPriceFields({ menu, product, own, onChange }: BranchPricesProps) {
  const { t } = useTranslation();
  const branches = useBranches().data ?? [];
  const sizes = product.sizes.length === 0 ? [{ id: undefined, name: '' }] : product.sizes;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-14 font-semibold">{t('menu.branchPrices')}</legend>
      <p className="text-12 text-ink-muted">{t('menu.branchPricesHint')}</p>
      {branches.map(({ id, name }) => (
        <div key={id} className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {sizes.map((size) => {
            const place = { branchId: id, sizeId: size.id };
            return (
              <Figure
                key={size.id ?? ''}
                label={size.id === undefined ? name : t('menu.sizeAt', { branch: name, size: size.name })}
                value={own[keyOf(place)] ?? String(priceAt(menu, product, place)?.price ?? '')}
                onChange={(text) => onChange({ ...own, [keyOf(place)]: text })}
              />
            );
          })}
        </div>
      ))}
    </fieldset>
  );
}

function keyOf({ branchId, sizeId }: Place): string {
  return sizeId === undefined ? branchId : `${branchId} ${sizeId}`;
}

function placeOf(key: string): Place {
  const [branchId = '', sizeId] = key.split(' ');
  return { branchId, sizeId };
}

function priceAt({ branchPrices }: MenuNow, product: Product, { branchId, sizeId }: Place) {
  return branchPrices.find((each) => each.productId === product.id && each.branchId === branchId && each.sizeId === sizeId);
}

/** The documents of what was typed: a price of its own, another one, or none any more. Of a size that was taken off, nothing. */
export function branchPriceDocs(menu: MenuNow, product: Product, own: Readonly<Record<string, string>>): SavedDoc[] {
  return Object.entries(own).flatMap(([key, text]) => {
    const { branchId, sizeId } = placeOf(key);
    const isThere = sizeId === undefined ? product.sizes.length === 0 : product.sizes.some(({ id }) => id === sizeId);
    if (!isThere) return [];
    const before = priceAt(menu, product, { branchId, sizeId });
    const price = pesosOf(text);
    if (price === undefined) return before ? [archived('branch-price', before)] : [];
    const size = sizeId === undefined ? {} : { sizeId };
    return [saved('branch-price', { id: before?.id ?? newId(), branchId, productId: product.id, ...size, price: money(price) })];
  });
}
