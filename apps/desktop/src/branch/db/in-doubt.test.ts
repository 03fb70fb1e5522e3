import { expect, test } from 'vitest';
import { dieInDoubt, tellInDoubt } from './testing/in-doubt.ts';

const DEATHS = 20;

test('D4: an order that was kept but never acknowledged is shown as paid after the restart, and ringing it up again makes no second', async () => {
  const found = await dieInDoubt(DEATHS);
  tellInDoubt(DEATHS, found);
  expect(found).toEqual({ shownAsPaid: DEATHS, duplicates: 0 });
}, 60_000);
