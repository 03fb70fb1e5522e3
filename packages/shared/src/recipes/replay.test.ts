import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { foldOrder } from '../orders/order.fold.ts';
import type { OrderLine } from '../orders/line.ts';
import { lineCostCents, orderMovements } from '../stock/order-stock.ts';
import type { Fact } from '../sync/event.ts';
import { explodeLine } from './explode.ts';
import { ingredientSchema } from './ingredient.ts';
import { cookBook, recipeSchema, type RecipeVersion } from './recipe.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const PRODUCT = id(50);
const INGREDIENTS = [1, 2, 3].map((n) =>
  ingredientSchema.parse({
    id: id(n),
    name: `Insumo ${n}`,
    unit: 'g',
    packs: [],
    price: { amount: 1_000 * n + 7, quantity: 1_000_000 },
    prepYieldBp: 10_000 - 700 * n,
    cookYieldBp: 9_900,
    critical: false,
  }),
);

/** A sauce inside a plate; both are changed again and again. */
function edition(of: { plate: number; sauce: number }, quantities: readonly number[]): RecipeVersion[] {
  const items = quantities.map((quantity, index) => ({ ingredientId: id(1 + index), quantity, effect: 'add' }));
  const sauce = { id: id(20), name: 'Salsa', target: { kind: 'preparation' }, makes: 1_000_000, items: items.slice(0, 2) };
  const plate = {
    id: id(21),
    name: 'Plato',
    target: { kind: 'product', productId: PRODUCT },
    makes: 1_000,
    items: [...items.slice(1), { recipeId: id(20), quantity: 40_000, effect: 'add' }],
  };
  return [
    { ...recipeSchema.parse(sauce), version: of.sauce },
    { ...recipeSchema.parse(plate), version: of.plate },
  ];
}

let facts = 0;
function fact(type: string, entityId: string, body: object): Fact {
  facts += 1;
  const place = { terminalId: id(700), branchId: id(800), actorId: id(900), businessDay: '2026-11-24' };
  return { id: id(1_000 + facts), type, v: 1, entityId, rev: facts, seq: facts, at: facts, body, ...place };
}

const LINE: OrderLine = {
  id: id(40),
  productId: PRODUCT,
  categoryId: id(11),
  name: 'Plato',
  quantity: 1,
  unitPrice: money(14_000),
  choices: [],
  stations: [],
  tax: { code: 'INC', rateBp: 800 },
};

test('what a dish cost, replayed from the log by the versions that it names, is what was noted, however often recipes changed', () => {
  const change = fc.record({
    quantities: fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 3, maxLength: 3 }),
    sales: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const shelf = new Map<string, RecipeVersion>();
      const log: Fact[] = [];
      let noted = 0;
      for (const [index, { quantities, sales }] of changes.entries()) {
        const now = edition({ plate: index + 1, sauce: index + 1 }, quantities);
        for (const recipe of now) shelf.set(`${recipe.id} ${recipe.version}`, recipe);
        const book = cookBook(INGREDIENTS, now);
        for (let sold = 0; sold < sales; sold += 1) {
          const orderId = id(2_000 + facts);
          const line = explodeLine(book, LINE);
          noted += line?.usage.reduce((sum, { costCents }) => sum + costCents, 0) ?? 0;
          log.push(
            fact('order.opened', orderId, { orderType: 'counter' }),
            fact('order.line-added', orderId, { line: LINE }),
            fact('order.placed', orderId, { number: { series: 'A', sequence: 1 } }),
            fact('order.recipe-noted', orderId, { lines: [line] }),
          );
        }
      }
      const orders = [...Map.groupBy(log, ({ entityId }) => entityId).values()].map((each) => foldOrder(each.toReversed()));
      let replayed = 0;
      for (const order of orders) {
        const recipes = order.recipes?.[0]?.recipes ?? [];
        const then = recipes.flatMap(({ recipeId, version }) => shelf.get(`${recipeId} ${version}`) ?? []);
        const again = explodeLine(cookBook(INGREDIENTS, then), LINE);
        expect(again).toEqual(order.recipes?.[0]);
        replayed += lineCostCents(order, LINE.id);
        expect(orderMovements(order).reduce((sum, { costCents = 0 }) => sum + costCents, 0)).toBe(lineCostCents(order, LINE.id));
      }
      expect(replayed).toBe(noted);
    }),
    { seed: 20_261_124, numRuns: 150 },
  );
});
