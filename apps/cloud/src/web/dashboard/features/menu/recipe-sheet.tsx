import { costTree, marginOf, suggestedPrice } from '@fastops/shared/recipes/costing';
import type { ModifierOption, Product } from '@fastops/shared/catalog/product';
import type { Recipe, RecipeItem, RecipeVersion } from '@fastops/shared/recipes/recipe';
import { PER_UNIT } from '@fastops/shared/recipes/ingredient';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Money } from '@fastops/ui/money';
import { Segmented } from '@fastops/ui/segmented';
import { Select } from '@fastops/ui/select';
import { Sheet } from '@fastops/ui/sheet';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { pesosText, quantityOf, shareText, typedQuantity } from '../../lib/figures.ts';
import { newId } from '../../lib/new-id.ts';
import { CostLines } from './cost-lines.tsx';
import { archived, saved, type MenuNow } from './menu.queries.ts';
import { Figure } from './parts.tsx';
import { RecipeItems } from './recipe-items.tsx';
import { NotSaved, useSaving } from './saving.tsx';

/** What a recipe is of: a product, an option that changes one, or a preparation of the kitchen. */
export type RecipeOf =
  | { readonly kind: 'product'; readonly product: Product }
  | { readonly kind: 'option'; readonly option: ModifierOption }
  | { readonly kind: 'preparation'; readonly recipe: RecipeVersion | undefined };

const EVERY = 'every';
const TARGET_BP = 3_000;

type RecipeSheetProps = { readonly menu: MenuNow; readonly of: RecipeOf; readonly onClose: () => void };

/** What goes in, what it costs and why. */
export function RecipeSheet({ menu, of, onClose }: RecipeSheetProps) {
  const { t } = useTranslation();
  const [sizeId, setSize] = useState(EVERY);
  const found = recipeOf(menu, of, sizeId);
  const name = of.kind === 'product' ? of.product.name : of.kind === 'option' ? of.option.name : (of.recipe?.name ?? '');
  const sizes = of.kind === 'product' ? of.product.sizes : [];
  const title = of.kind === 'preparation' && !of.recipe ? t('menu.recipes.new') : t('menu.recipes.title', { name });
  return (
    <Sheet open width="full" onClose={onClose} closeLabel={t('app.close')} title={title}>
      {sizes.length > 0 && (
        <div className="pb-4">
          <Select
            label={t('menu.recipes.size')}
            value={sizeId}
            onChange={setSize}
            options={[{ value: EVERY, label: t('menu.recipes.allSizes') }, ...sizes.map((size) => ({ value: size.id, label: size.name }))]}
          />
        </div>
      )}
      <Editor
        key={`${found?.id ?? ''} ${sizeId}`}
        menu={menu}
        of={of}
        sizeId={sizeId === EVERY ? undefined : sizeId}
        found={found}
        onClose={onClose}
      />
    </Sheet>
  );
}

function recipeOf(menu: MenuNow, of: RecipeOf, sizeId: string): RecipeVersion | undefined {
  if (of.kind === 'preparation') return of.recipe;
  if (of.kind === 'option') return menu.book.ofOption(of.option.id);
  const own = menu.recipes.filter(({ target }) => target.kind === 'product' && target.productId === of.product.id);
  return own.find(({ target }) => target.kind === 'product' && target.sizeId === (sizeId === EVERY ? undefined : sizeId));
}

type EditorProps = RecipeSheetProps & { readonly sizeId: string | undefined; readonly found: RecipeVersion | undefined };

function Editor({ menu, of, sizeId, found, onClose }: EditorProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Recipe>(() => found ?? freshRecipe(of, sizeId));
  const [makes, setMakes] = useState(typedQuantity(draft.makes));
  const saving = useSaving(onClose);
  const recipe = { ...draft, makes: quantityOf(makes) ?? draft.makes };
  const others = menu.recipes.filter(({ id, target }) => target.kind === 'preparation' && id !== draft.id);
  const submit = () => saving.send([saved('recipe', withoutVersion(recipe))]);
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,420px)]">
      <div className="flex flex-col gap-4">
        <NotSaved error={saving.error} name={draft.name} />
        {of.kind === 'preparation' && (
          <div className="flex flex-wrap items-end gap-3">
            <TextField
              label={t('menu.name')}
              className="min-w-48 flex-2"
              maxLength={80}
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
            <Figure label={t('menu.recipes.makes')} value={makes} onChange={setMakes} />
            <KeptAs menu={menu} recipe={draft} onChange={setDraft} />
          </div>
        )}
        <RecipeItems
          menu={menu}
          preparations={others}
          items={draft.items}
          isOption={of.kind === 'option'}
          onChange={(items: RecipeItem[]) => setDraft({ ...draft, items })}
        />
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" busy={saving.isPending} onClick={submit} data-testid="save-recipe">
            {t('menu.save')}
          </Button>
          {found && (
            <>
              <Button onClick={() => saving.send([archived('recipe', withoutVersion(found))])}>{t('menu.recipes.delete')}</Button>
              <Badge>{t('menu.recipes.version', { version: found.version })}</Badge>
            </>
          )}
        </div>
      </div>
      <Costs menu={menu} recipe={recipe} product={of.kind === 'product' ? of.product : undefined} sizeId={sizeId} />
    </div>
  );
}

function freshRecipe(of: RecipeOf, sizeId: string | undefined): Recipe {
  const base = { id: newId(), makes: PER_UNIT, items: [] };
  if (of.kind === 'preparation') return { ...base, name: '', makes: 1_000 * PER_UNIT, target: { kind: 'preparation' } };
  if (of.kind === 'option') return { ...base, name: of.option.name, target: { kind: 'option', optionId: of.option.id } };
  const target = { kind: 'product' as const, productId: of.product.id, ...(sizeId === undefined ? {} : { sizeId }) };
  return { ...base, name: of.product.name, target };
}

function withoutVersion(recipe: Recipe & { readonly version?: number }): Recipe {
  const { version: _, ...doc } = recipe;
  return { ...doc, name: doc.name.trim() };
}

type KeptAsProps = { readonly menu: MenuNow; readonly recipe: Recipe; readonly onChange: (recipe: Recipe) => void };

/** Made ahead and kept in stock as an ingredient, or taken apart at each sale. */
function KeptAs({ menu, recipe, onChange }: KeptAsProps) {
  const { t } = useTranslation();
  const ingredientId = recipe.target.kind === 'preparation' ? recipe.target.ingredientId : undefined;
  const [first] = menu.ingredients;
  const choose = (id: string | undefined) =>
    onChange({ ...recipe, target: { kind: 'preparation', ...(id === undefined ? {} : { ingredientId: id }) } });
  if (!first) return null;
  return (
    <>
      <Chip
        pressed={ingredientId !== undefined}
        className="min-h-10 px-3 text-14"
        onClick={() => choose(ingredientId === undefined ? first.id : undefined)}
      >
        {t('menu.recipes.makeAhead')}
      </Chip>
      {ingredientId !== undefined && (
        <Select
          label={t('menu.recipes.keptAs')}
          value={ingredientId}
          onChange={choose}
          options={menu.ingredients.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </>
  );
}

type CostsProps = {
  readonly menu: MenuNow;
  readonly recipe: Recipe;
  readonly product: Product | undefined;
  readonly sizeId: string | undefined;
};

function Costs({ menu, recipe, product, sizeId }: CostsProps) {
  const { t } = useTranslation();
  const [type, setType] = useState<'takeaway' | 'dine_in'>('takeaway');
  const tree = costTree(menu.book, recipe, type);
  const price = product?.sizes.find(({ id }) => id === sizeId)?.price ?? product?.price;
  const margin = product && price !== undefined ? marginOf(price, tree.costCents, product.tax) : undefined;
  return (
    <section aria-label={t('menu.recipes.why')} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-16 font-semibold">{t('menu.recipes.why')}</h3>
        <Segmented
          label={t('menu.recipes.why')}
          value={type}
          onChange={setType}
          segments={[
            { value: 'takeaway', label: t('menu.recipes.toGo') },
            { value: 'dine_in', label: t('menu.recipes.eatIn') },
          ]}
        />
      </div>
      <CostLines nodes={tree.inside} />
      <dl className="flex flex-col gap-1 border-t border-line pt-3 text-14">
        <Line title={t('menu.recipes.total')} value={pesosText(tree.costCents)} isStrong />
        {margin && <Line title={t('menu.foodCost')} value={margin.foodCostBp === null ? '–' : shareText(margin.foodCostBp)} isStrong />}
        {margin && <Line title={t('menu.margin')} value={pesosText(margin.marginCents)} />}
        {product && tree.costCents > 0 && (
          <div className="flex justify-between gap-4">
            <dt className="text-ink-muted">{t('menu.recipes.suggested', { target: TARGET_BP / 100 })}</dt>
            <dd className="font-semibold">
              <Money amount={suggestedPrice(tree.costCents, { targetBp: TARGET_BP, tax: product.tax, step: 100 })} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Line({ title, value, isStrong = false }: { readonly title: string; readonly value: string; readonly isStrong?: boolean }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-ink-muted">{title}</dt>
      <dd className={isStrong ? 'text-16 font-semibold' : ''}>{value}</dd>
    </div>
  );
}
