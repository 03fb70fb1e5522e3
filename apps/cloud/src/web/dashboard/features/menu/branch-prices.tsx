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
  /** What was typed, by branch; a branch that isn't here stays as it is. */
  readonly own: Readonly<Record<string, string>>;
  readonly onChange: (own: Readonly<Record<string, string>>) => void;
};

/** What single branches charge instead of the menu's price. */
export function BranchPriceFields({ menu, product, own, onChange }: BranchPricesProps) {
  const { t } = useTranslation();
  const branches = useBranches().data ?? [];
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-14 font-semibold">{t('menu.branchPrices')}</legend>
      <p className="text-12 text-ink-muted">{t('menu.branchPricesHint')}</p>
      <div className="grid gap-3 sm:grid-cols-3">
        {branches.map(({ id, name }) => (
          <Figure
            key={id}
            label={name}
            value={own[id] ?? String(priceAt(menu, product, id)?.price ?? '')}
            onChange={(text) => onChange({ ...own, [id]: text })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function priceAt({ branchPrices }: MenuNow, product: Product, branchId: string) {
  return branchPrices.find((each) => each.productId === product.id && each.branchId === branchId && each.sizeId === undefined);
}

/** The documents of what was typed: a price of its own, another one, or none any more. */
export function branchPriceDocs(menu: MenuNow, product: Product, own: Readonly<Record<string, string>>): SavedDoc[] {
  return Object.entries(own).flatMap(([branchId, text]) => {
    const before = priceAt(menu, product, branchId);
    const price = pesosOf(text);
    if (price === undefined) return before ? [archived('branch-price', before)] : [];
    return [saved('branch-price', { id: before?.id ?? newId(), branchId, productId: product.id, price: money(price) })];
  });
}
