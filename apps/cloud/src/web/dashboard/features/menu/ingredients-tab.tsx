import { PER_UNIT, type Ingredient } from '@fastops/shared/recipes/ingredient';
import { money } from '@fastops/shared/base/money';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Plus, Truck, Wheat } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { centsText, quantityText } from '../../lib/figures.ts';
import { newId } from '../../lib/new-id.ts';
import { Panel } from '../../lib/panel.tsx';
import { IngredientSheet } from './ingredient-sheet.tsx';
import type { MenuNow } from './menu.queries.ts';
import { SupplierSheet } from './supplier-sheet.tsx';

/** What is bought and kept: in which unit, for how much, and what is left of it. */
export function IngredientsTab({ menu }: { readonly menu: MenuNow }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<{ ingredient: Ingredient; isNew: boolean }>();
  const [areSuppliersOpen, setSuppliersOpen] = useState(false);
  const start = () => {
    const price = { amount: money(0), quantity: 1_000 * PER_UNIT };
    const yields = { prepYieldBp: 10_000, cookYieldBp: 10_000 };
    setOpen({ isNew: true, ingredient: { id: newId(), name: '', unit: 'g', packs: [], price, ...yields, critical: false } });
  };
  const perUnit = ({ unit, price }: Ingredient): string => {
    const quantity = unit === 'un' ? PER_UNIT : 1_000 * PER_UNIT;
    const per: string = t(`menu.ingredients.per.${unit}`);
    return `${centsText(Math.round((price.amount * 100 * quantity) / price.quantity))} / ${per}`;
  };
  return (
    <Panel
      title={t('menu.tabs.ingredients')}
      flush
      action={
        <span className="flex flex-wrap gap-2">
          <Button icon={Truck} onClick={() => setSuppliersOpen(true)}>
            {t('menu.ingredients.suppliers')}
          </Button>
          <Button variant="primary" icon={Plus} onClick={start} data-testid="new-ingredient">
            {t('menu.ingredients.new')}
          </Button>
        </span>
      }
    >
      {menu.ingredients.length === 0 && (
        <EmptyState icon={Wheat} title={t('menu.ingredients.emptyTitle')} text={t('menu.ingredients.emptyText')} />
      )}
      <ul aria-label={t('menu.tabs.ingredients')}>
        {menu.ingredients.map((ingredient) => (
          <li key={ingredient.id} className="border-b border-line last:border-0">
            <button
              type="button"
              className="flex min-h-14 w-full flex-wrap items-center gap-3 px-4 py-2 text-left hover:bg-surface"
              onClick={() => setOpen({ ingredient, isNew: false })}
            >
              <span className="min-w-40 flex-1 text-16 font-semibold">{ingredient.name}</span>
              {ingredient.critical && <Badge tone="info">{t('menu.ingredients.critical')}</Badge>}
              <span className="text-14 text-ink-muted">
                {ingredient.packs.map(({ name, quantity }) => `${name} ${quantityText(quantity, ingredient.unit)}`).join(', ')}
              </span>
              <span className="text-14">{perUnit(ingredient)}</span>
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <IngredientSheet
          key={open.ingredient.id}
          menu={menu}
          start={open.ingredient}
          isNew={open.isNew}
          onClose={() => setOpen(undefined)}
        />
      )}
      {areSuppliersOpen && <SupplierSheet menu={menu} onClose={() => setSuppliersOpen(false)} />}
    </Panel>
  );
}
