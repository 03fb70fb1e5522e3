import type { Money } from '../base/money.ts';
import { money } from '../base/money.ts';
import type { LineTax } from '../orders/line-tax.ts';
import type { OrderType } from '../orders/order-type.ts';
import { asBought, costOf } from './explode.ts';
import { fraction, ONE, timesFraction, wholeOf, type Fraction } from './fraction.ts';
import { WHOLE_BP, type BaseUnit, type Ingredient } from './ingredient.ts';
import { MOST_DEEP, type CookBook, type Recipe } from './recipe.ts';

/** One step of why something costs what it costs: how much is used, how much that is as bought, and what is inside. */
export type CostNode = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'ingredient' | 'recipe' | 'missing';
  readonly unit: BaseUnit;
  /** In thousandths, as it is used. */
  readonly quantity: number;
  /** In thousandths, before peeling and frying; the same for a recipe. */
  readonly bought: number;
  /** Of the purchase that is left, both yields together, in basis points. */
  readonly yieldBp: number;
  readonly costCents: number;
  /** Only for these orders (packaging). */
  readonly orderTypes?: readonly OrderType[];
  readonly inside: readonly CostNode[];
};

/** The cost of a recipe for an order of this type with everything that makes it up; `undefined`: for any type, packaging included. */
export function costTree(book: CookBook, recipe: Recipe, type: OrderType | undefined): CostNode {
  const root = { quantity: recipe.makes, times: ONE, depth: 0 };
  return recipeNode({ book, type }, recipe, root);
}

type Looking = { readonly book: CookBook; readonly type: OrderType | undefined };
type Part = { readonly quantity: number; readonly times: Fraction; readonly depth: number };

function recipeNode(at: Looking, recipe: Recipe, { quantity, times, depth }: Part): CostNode {
  const share = timesFraction(times, fraction(quantity, recipe.makes));
  const items = depth >= MOST_DEEP ? [] : recipe.items.filter((item) => isWanted(at, item));
  const inside = items.map((item) => itemNode(at, item, { times: share, depth: depth + 1, quantity: item.quantity }));
  const kept = recipe.target.kind === 'preparation' && recipe.target.ingredientId !== undefined;
  const unit = kept && recipe.target.kind === 'preparation' ? at.book.ingredient(recipe.target.ingredientId ?? '')?.unit : undefined;
  const used = wholeOf(timesFraction(fraction(quantity), times));
  const costCents = inside.reduce((sum, node) => sum + node.costCents, 0);
  return {
    id: recipe.id,
    name: recipe.name,
    kind: 'recipe',
    unit: unit ?? (recipe.target.kind === 'preparation' ? 'ml' : 'un'),
    quantity: used,
    bought: used,
    yieldBp: WHOLE_BP,
    costCents,
    inside,
  };
}

function isWanted({ type }: Looking, { orderTypes, effect }: Recipe['items'][number]): boolean {
  return effect === 'add' && (type === undefined || orderTypes === undefined || orderTypes.includes(type));
}

function itemNode(at: Looking, item: Recipe['items'][number], part: Part): CostNode {
  const only = item.orderTypes ? { orderTypes: item.orderTypes } : {};
  const ingredient = item.ingredientId === undefined ? undefined : at.book.ingredient(item.ingredientId);
  if (ingredient) return { ...ingredientNode(ingredient, part), ...only };
  const inner = item.recipeId === undefined ? undefined : at.book.recipe(item.recipeId);
  if (inner) return { ...recipeNode(at, inner, part), ...only };
  const quantity = wholeOf(timesFraction(fraction(part.quantity), part.times));
  const id = item.ingredientId ?? item.recipeId ?? '';
  return { id, name: '', kind: 'missing', unit: 'un', quantity, bought: quantity, yieldBp: WHOLE_BP, costCents: 0, inside: [], ...only };
}

function ingredientNode(ingredient: Ingredient, { quantity, times }: Part): CostNode {
  const used = timesFraction(fraction(quantity), times);
  const bought = timesFraction(used, asBought(ingredient));
  return {
    id: ingredient.id,
    name: ingredient.name,
    kind: 'ingredient',
    unit: ingredient.unit,
    quantity: wholeOf(used),
    bought: wholeOf(bought),
    yieldBp: Math.round((ingredient.prepYieldBp * ingredient.cookYieldBp) / WHOLE_BP),
    costCents: wholeOf(costOf(ingredient, bought)),
    inside: [],
  };
}

/** What a price leaves: its net, the cost as a share of that, and the rest. */
export type Margin = {
  /** Without the tax inside the price, in hundredths of a peso. */
  readonly netCents: number;
  readonly costCents: number;
  readonly marginCents: number;
  /** Food cost on the net price, in basis points; none for a price of nothing. */
  readonly foodCostBp: number | null;
};

/** Food cost on the NET price: on the gross it looks lower than it is. */
export function marginOf(price: Money, costCents: number, tax: Pick<LineTax, 'rateBp'>): Margin {
  const netCents = wholeOf(fraction(price * 100 * WHOLE_BP, WHOLE_BP + tax.rateBp));
  const foodCostBp = netCents <= 0 ? null : wholeOf(fraction(costCents * WHOLE_BP, netCents));
  return { netCents, costCents, marginCents: netCents - costCents, foodCostBp };
}

/** The price, tax included, at which the cost is this share of the net; up to the next `step` of pesos, so that it is a price. */
export function suggestedPrice(
  costCents: number,
  { targetBp, tax, step }: { targetBp: number; tax: Pick<LineTax, 'rateBp'>; step: number },
) {
  const gross = BigInt(costCents) * BigInt(WHOLE_BP + tax.rateBp);
  const per = BigInt(targetBp) * 100n * BigInt(step);
  return money(Number((gross + per - 1n) / per) * step);
}

/** What became dearer or cheaper since it was priced: by how many basis points, and it is worth saying from `sayFromBp`. */
export function priceMoveBp(beforeCents: number, nowCents: number): number | null {
  return beforeCents <= 0 ? null : wholeOf(fraction((nowCents - beforeCents) * WHOLE_BP, beforeCents));
}
