import { costTree } from '@fastops/shared/recipes/costing';
import type { RecipeVersion } from '@fastops/shared/recipes/recipe';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { CookingPot, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { pesosText, quantityText } from '../../lib/figures.ts';
import { Panel } from '../../lib/panel.tsx';
import type { MenuNow } from './menu.queries.ts';
import { RecipeSheet, type RecipeOf } from './recipe-sheet.tsx';

/** What is prepared once and goes into several recipes. */
export function PreparationsTab({ menu }: { readonly menu: MenuNow }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<RecipeOf>();
  const own = menu.recipes.filter(({ target }) => target.kind === 'preparation');
  const figures = (recipe: RecipeVersion): string => {
    const { costCents, unit } = costTree(menu.book, recipe, undefined);
    return `${quantityText(recipe.makes, unit)} · ${pesosText(costCents)}`;
  };
  return (
    <Panel
      title={t('menu.tabs.recipes')}
      flush
      action={
        <Button
          variant="primary"
          icon={Plus}
          onClick={() => setOpen({ kind: 'preparation', recipe: undefined })}
          data-testid="new-preparation"
        >
          {t('menu.recipes.new')}
        </Button>
      }
    >
      {own.length === 0 && <EmptyState icon={CookingPot} title={t('menu.recipes.emptyTitle')} text={t('menu.recipes.emptyText')} />}
      <ul aria-label={t('menu.tabs.recipes')}>
        {own.map((recipe) => (
          <li key={recipe.id} className="border-b border-line last:border-0">
            <button
              type="button"
              className="flex min-h-14 w-full flex-wrap items-center gap-3 px-4 py-2 text-left hover:bg-surface"
              onClick={() => setOpen({ kind: 'preparation', recipe })}
            >
              <span className="flex-1 text-16 font-semibold">{recipe.name}</span>
              <span className="text-14 text-ink-muted">{figures(recipe)}</span>
            </button>
          </li>
        ))}
      </ul>
      {open && <RecipeSheet menu={menu} of={open} onClose={() => setOpen(undefined)} />}
    </Panel>
  );
}
