import { expect, test } from 'vitest';
import { runCarts } from '../testing/cart-laws.ts';
import { sayFigure, soakSize } from '../testing/soak.ts';

test('R17: in a million random carts till total = cloud total = Σ lines = Σ tax parts', () => {
  const carts = soakSize(1_000_000);
  const run = runCarts(carts, 17);
  sayFigure({ id: 'R17', trials: carts, of: 'carts', bad: run.broken.length, named: 'broken laws', also: `${run.sold} pesos sold` });
  expect(run.broken).toEqual([]);
});
