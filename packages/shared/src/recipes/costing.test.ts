import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import type { OrderLine } from '../orders/line.ts';
import { costTree, marginOf, priceMoveBp, suggestedPrice } from './costing.ts';
import { explodeLine, usageCents } from './explode.ts';
import { ingredientSchema, type Ingredient } from './ingredient.ts';
import { cookBook, recipeFault, recipeSchema, type RecipeVersion } from './recipe.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const INC = { code: 'INC', rateBp: 800 } as const;

function ingredient(
  n: number,
  name: string,
  of: Pick<Ingredient, 'unit'> & { amount: number; per: number; prepYieldBp?: number },
): Ingredient {
  const rest = { packs: [], prepYieldBp: of.prepYieldBp ?? 10_000, cookYieldBp: 10_000, critical: false };
  return ingredientSchema.parse({ id: id(n), name, unit: of.unit, price: { amount: of.amount, quantity: of.per }, ...rest });
}

function recipe(n: number, name: string, of: Pick<RecipeVersion, 'target'> & { makes?: number; items: object[] }): RecipeVersion {
  const items = of.items.map((item) => ({ effect: 'add', ...item }));
  return { ...recipeSchema.parse({ id: id(n), name, target: of.target, makes: of.makes ?? 1_000, items }), version: n };
}

const PAPA = ingredient(1, 'Papa', { unit: 'g', amount: 3_200, per: 1_000_000, prepYieldBp: 8_000 });
const SALCHICHA = ingredient(2, 'Salchicha', { unit: 'g', amount: 14_000, per: 1_000_000, prepYieldBp: 9_800 });
const MAYONESA = ingredient(3, 'Mayonesa', { unit: 'ml', amount: 9_500, per: 1_000_000 });
const ACEITE = ingredient(4, 'Aceite', { unit: 'ml', amount: 9_000, per: 1_000_000 });
const EMPAQUE = ingredient(5, 'Empaque', { unit: 'un', amount: 350, per: 1_000 });
const CEBOLLA = ingredient(6, 'Cebolla', { unit: 'g', amount: 4_000, per: 1_000_000 });

const SALSA = recipe(20, 'Salsa de la casa', {
  target: { kind: 'preparation' },
  makes: 2_000_000,
  items: [{ ingredientId: MAYONESA.id, quantity: 2_000_000 }],
});
const SENCILLA = recipe(21, 'Salchipapa sencilla', {
  target: { kind: 'product', productId: id(50) },
  items: [
    { ingredientId: PAPA.id, quantity: 250_000 },
    { ingredientId: SALCHICHA.id, quantity: 80_000 },
    { recipeId: SALSA.id, quantity: 40_000 },
    { ingredientId: ACEITE.id, quantity: 15_000 },
    { ingredientId: EMPAQUE.id, quantity: 1_000, orderTypes: ['takeaway', 'delivery'] },
  ],
});
const SIN_CEBOLLA = recipe(22, 'Sin cebolla', {
  target: { kind: 'option', optionId: id(60) },
  items: [{ ingredientId: CEBOLLA.id, quantity: 1, effect: 'without' }],
});
const MENOS_PAPA = recipe(23, 'Menos papa', {
  target: { kind: 'option', optionId: id(61) },
  items: [{ ingredientId: PAPA.id, quantity: 900_000, effect: 'less' }],
});
const EXTRA = recipe(24, 'Extra salchicha', {
  target: { kind: 'option', optionId: id(62) },
  items: [{ ingredientId: SALCHICHA.id, quantity: 49_000 }],
});
const BOOK = cookBook([PAPA, SALCHICHA, MAYONESA, ACEITE, EMPAQUE, CEBOLLA], [SALSA, SENCILLA, SIN_CEBOLLA, MENOS_PAPA, EXTRA]);

function line(choices: { optionId: string; quantity: number }[], more: Partial<OrderLine> = {}): OrderLine {
  const picked = choices.map((each) => ({ ...each, groupId: id(70), kind: 'extra' as const, name: 'x', price: money(0) }));
  const base = { id: id(90), productId: id(50), categoryId: id(51), name: 'Salchipapa', quantity: 1, unitPrice: money(14_000) };
  return { ...base, choices: picked, tax: INC, stations: [], ...more };
}
const quantityOf = (made: ReturnType<typeof explodeLine>, { id: wanted }: Ingredient) =>
  made?.usage.filter(({ ingredientId }) => ingredientId === wanted).reduce((sum, { quantity }) => sum + quantity, 0);

test('the worked example costs 3.007,86 to go, which is 23,2 % of the net price', () => {
  const tree = costTree(BOOK, SENCILLA, 'takeaway');
  expect(tree.inside.map(({ costCents }) => costCents)).toEqual([100_000, 114_286, 38_000, 13_500, 35_000]);
  expect(tree.costCents).toBe(300_786);
  expect(marginOf(money(14_000), tree.costCents, INC)).toEqual({
    netCents: 1_296_296,
    costCents: 300_786,
    marginCents: 995_510,
    foodCostBp: 2_320,
  });
  expect(costTree(BOOK, SENCILLA, 'dine_in').costCents).toBe(265_786);
  expect(tree.inside[2]?.inside[0]).toMatchObject({ name: 'Mayonesa', quantity: 40_000, costCents: 38_000 });
});

test('a line takes out of stock what the tree says, and keeps by which versions', () => {
  const made = explodeLine(BOOK, line([]));
  expect(made?.recipes).toEqual([
    { recipeId: SENCILLA.id, version: 21 },
    { recipeId: SALSA.id, version: 20 },
  ]);
  expect(quantityOf(made, PAPA)).toBe(312_500);
  expect(quantityOf(made, SALCHICHA)).toBe(81_633);
  expect(usageCents(made?.usage ?? [], 'takeaway')).toBe(300_786);
  expect(usageCents(made?.usage ?? [], 'dine_in')).toBe(265_786);
});

test('options add, and leave out never more than there is', () => {
  expect(quantityOf(explodeLine(BOOK, line([{ optionId: id(62), quantity: 2 }])), SALCHICHA)).toBe(81_633 + 100_000);
  expect(quantityOf(explodeLine(BOOK, line([{ optionId: id(61), quantity: 1 }])), PAPA)).toBe(0);
  expect(quantityOf(explodeLine(BOOK, line([{ optionId: id(60), quantity: 1 }])), PAPA)).toBe(312_500);
});

test('a half takes half; a product without a recipe takes nothing', () => {
  const part = { kind: 'half' as const, productId: id(50), categoryId: id(51), name: 'Media', listPrice: money(1), surcharge: money(0) };
  const halves = [{ ...part, choices: [], stations: [] }];
  expect(quantityOf(explodeLine(BOOK, line([], { productId: id(99), parts: halves })), PAPA)).toBe(156_250);
  expect(explodeLine(BOOK, line([], { productId: id(99) }))).toBeUndefined();
});

test('what is made ahead leaves the stock as itself', () => {
  const kept = ingredient(7, 'Salsa hecha', { unit: 'ml', amount: 9_500, per: 1_000_000 });
  const made = { ...SALSA, target: { kind: 'preparation' as const, ingredientId: kept.id } };
  const book = cookBook([PAPA, SALCHICHA, MAYONESA, ACEITE, EMPAQUE, kept], [made, SENCILLA]);
  const taken = explodeLine(book, line([]));
  expect(quantityOf(taken, kept)).toBe(40_000);
  expect(quantityOf(taken, MAYONESA)).toBe(0);
});

test('a recipe may not contain itself, nor go deeper than a kitchen does', () => {
  const a = recipe(30, 'A', { target: { kind: 'preparation' }, items: [{ recipeId: id(31), quantity: 1 }] });
  const b = recipe(31, 'B', { target: { kind: 'preparation' }, items: [{ recipeId: id(30), quantity: 1 }] });
  const book = cookBook([], [a, b]);
  expect(recipeFault(a, book.recipe)).toEqual({ code: 'recipe.cycle', path: ['A', 'B', 'A'] });
  expect(recipeFault(SENCILLA, BOOK.recipe)).toBeUndefined();
});

test('a price is suggested from the cost, and a dearer potato is said in per cent', () => {
  expect(suggestedPrice(300_786, { targetBp: 3_000, tax: INC, step: 100 })).toBe(10_900);
  expect(priceMoveBp(320_000, 358_400)).toBe(1_200);
  expect(priceMoveBp(0, 1)).toBeNull();
});
