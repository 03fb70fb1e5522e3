import { expect, it } from 'vitest';

import { oneAtATime } from './one-at-a-time.ts';

it('answers a burst with the run under way and one more', async () => {
  const gates: (() => void)[] = [];
  const ask = oneAtATime(() => new Promise<void>((resolve) => void gates.push(resolve)));
  for (let asks = 0; asks < 50; asks += 1) ask();
  expect(gates).toHaveLength(1);
  gates[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(gates).toHaveLength(2);
});

it('runs again for an ask that comes after it was done', async () => {
  let runs = 0;
  const ask = oneAtATime(async () => void (runs += 1));
  ask();
  await new Promise((resolve) => setTimeout(resolve, 0));
  ask();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(runs).toBe(2);
});
