import type { LineChoice, LinePart, OrderLine } from '../orders/line.ts';
import type { OrderType } from '../orders/order-type.ts';
import type { LineRecipe, LineUsage } from '../orders/recipe.events.ts';
import { addFraction, fraction, lessFraction, ONE, timesFraction, wholeOf, type Fraction } from './fraction.ts';
import { WHOLE_BP, type Ingredient } from './ingredient.ts';
import { MOST_DEEP, type CookBook, type RecipeItem, type RecipeVersion } from './recipe.ts';

/** 1 peso is 100 hundredths; both sides of a price per thousandth are whole. */
const CENTS = 100;

/** What a line takes: as bought, by ingredient and by the order types it is for. */
type Taken = { readonly ingredient: Ingredient; readonly orderTypes: readonly OrderType[] | undefined; amount: Fraction };

type Pot = { readonly taken: Map<string, Taken>; readonly recipes: Map<string, number> };

/** What has to be bought so that so much of it can be used: the two yields undone. */
export function asBought({ prepYieldBp, cookYieldBp }: Pick<Ingredient, 'prepYieldBp' | 'cookYieldBp'>): Fraction {
  return timesFraction(fraction(WHOLE_BP, prepYieldBp), fraction(WHOLE_BP, cookYieldBp));
}

/** What so much of an ingredient costs, in hundredths of a peso, before rounding. */
export function costOf({ price }: Pick<Ingredient, 'price'>, amount: Fraction): Fraction {
  return timesFraction(amount, fraction(price.amount * CENTS, price.quantity));
}

/**
 * Takes one unit of a line apart: its product (in its size), the halves at a half each, what fills a combo's slots, and what the picked
 * options add or leave out, never below nothing. Undefined when nothing of it has a recipe.
 */
export function explodeLine(book: CookBook, line: OrderLine): LineRecipe | undefined {
  const pot: Pot = { taken: new Map(), recipes: new Map() };
  addServing(book, pot, { of: line, share: shareOf(line) });
  for (const part of line.parts ?? []) addServing(book, pot, { of: part, share: part.kind === 'half' ? fraction(1, 2) : shareOf(part) });
  if (pot.recipes.size === 0) return undefined;
  return {
    lineId: line.id,
    recipes: [...pot.recipes].map(([recipeId, version]) => ({ recipeId, version })),
    usage: [...pot.taken.values()].flatMap(usageOf),
  };
}

/** How much of its recipe it takes: a recipe of what is sold by weight is for one kilo. */
function shareOf({ weight }: Pick<OrderLine | LinePart, 'weight'>): Fraction {
  return weight ? fraction(weight.grams, 1000) : ONE;
}

/** What so many batches of a recipe take out of the stock, whole thousandths by ingredient. */
export function explodeRecipe(book: CookBook, recipe: RecipeVersion, batches: number): { ingredientId: string; quantity: number }[] {
  const pot: Pot = { taken: new Map(), recipes: new Map() };
  addRecipe(book, pot, { recipe, times: fraction(batches), depth: 1 });
  const sums = new Map<string, Fraction>();
  for (const { ingredient, amount } of pot.taken.values())
    sums.set(ingredient.id, addFraction(sums.get(ingredient.id) ?? fraction(0), amount));
  return [...sums].map(([ingredientId, amount]) => ({ ingredientId, quantity: wholeOf(amount) })).filter(({ quantity }) => quantity > 0);
}

function usageOf({ ingredient, orderTypes, amount }: Taken): LineUsage[] {
  const quantity = wholeOf(amount);
  if (quantity === 0) return [];
  const costCents = wholeOf(costOf(ingredient, amount));
  return [{ ingredientId: ingredient.id, quantity, costCents, ...(orderTypes ? { orderTypes: [...orderTypes] } : {}) }];
}

type Serving = Pick<OrderLine | LinePart, 'productId' | 'size' | 'choices'>;

/** Leaving out is done last, and only from what this serving brought: "sin cebolla" takes nothing from the other half. */
function addServing(book: CookBook, pot: Pot, { of, share }: { of: Serving; share: Fraction }): void {
  const own: Pot = { taken: new Map(), recipes: pot.recipes };
  const recipe = book.ofProduct(of.productId, of.size?.id);
  if (recipe) addRecipe(book, own, { recipe, times: share, depth: 1 });
  const picked = of.choices.flatMap((choice) => optionItems(book, pot, choice));
  for (const { item, times } of picked) if (item.effect === 'add') addItem(book, own, { item, times, depth: 1 });
  for (const { item, times } of picked) if (item.effect !== 'add') leaveOut(own, item, timesFraction(times, share));
  for (const [key, each] of own.taken) put(pot, key, each);
}

function optionItems(book: CookBook, pot: Pot, { optionId, quantity }: LineChoice): { item: RecipeItem; times: Fraction }[] {
  const recipe = book.ofOption(optionId);
  if (!recipe) return [];
  pot.recipes.set(recipe.id, recipe.version);
  return recipe.items.map((item) => ({ item, times: fraction(quantity) }));
}

type Adding = { readonly recipe: RecipeVersion; readonly times: Fraction; readonly depth: number };

function addRecipe(book: CookBook, pot: Pot, { recipe, times, depth }: Adding): void {
  pot.recipes.set(recipe.id, recipe.version);
  for (const item of recipe.items) if (item.effect === 'add') addItem(book, pot, { item, times, depth });
}

function addItem(book: CookBook, pot: Pot, { item, times, depth }: { item: RecipeItem; times: Fraction; depth: number }): void {
  const amount = timesFraction(fraction(item.quantity), times);
  if (item.ingredientId !== undefined) {
    const ingredient = book.ingredient(item.ingredientId);
    if (ingredient) take(pot, { ingredient, orderTypes: item.orderTypes, amount: timesFraction(amount, asBought(ingredient)) });
    return;
  }
  const inner = item.recipeId === undefined ? undefined : book.recipe(item.recipeId);
  if (!inner || depth > MOST_DEEP) return;
  const made = inner.target.kind === 'preparation' && inner.target.ingredientId !== undefined;
  const kept = made && inner.target.kind === 'preparation' ? book.ingredient(inner.target.ingredientId ?? '') : undefined;
  if (!kept) return addRecipe(book, pot, { recipe: inner, times: timesFraction(amount, fraction(1, inner.makes)), depth: depth + 1 });
  // Made ahead: the sale takes the batch's product; what went into it was taken when it was made.
  pot.recipes.set(inner.id, inner.version);
  take(pot, { ingredient: kept, orderTypes: item.orderTypes, amount });
}

function take(pot: Pot, taken: Taken): void {
  put(pot, `${taken.ingredient.id} ${taken.orderTypes?.join(' ') ?? ''}`, taken);
}

function put(pot: Pot, key: string, taken: Taken): void {
  const before = pot.taken.get(key);
  if (before) before.amount = addFraction(before.amount, taken.amount);
  else pot.taken.set(key, { ...taken });
}

function leaveOut(pot: Pot, { ingredientId, quantity, effect }: RecipeItem, times: Fraction): void {
  for (const taken of pot.taken.values()) {
    if (taken.ingredient.id !== ingredientId) continue;
    const gone = timesFraction(timesFraction(fraction(quantity), times), asBought(taken.ingredient));
    taken.amount = effect === 'without' ? fraction(0) : lessFraction(taken.amount, gone);
  }
}

/** What one unit of a line costs in an order of this type, in hundredths of a peso. */
export function usageCents(usage: readonly LineUsage[], type: OrderType): number {
  return usage.filter((each) => isFor(each, type)).reduce((sum, { costCents }) => sum + costCents, 0);
}

/** Whether this is taken in an order of this type: packaging isn't when one eats in. */
export function isFor({ orderTypes }: Pick<LineUsage, 'orderTypes'>, type: OrderType): boolean {
  return orderTypes === undefined || orderTypes.includes(type);
}
