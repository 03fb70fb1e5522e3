import { expect, test } from 'vitest';
import { soakSize } from '@fastops/shared/testing/soak';
import { dieInDoubt, tellInDoubt } from './testing/in-doubt.ts';

test('D4: an order that was kept but never acknowledged is shown as paid after the restart, and is never sold twice', async () => {
  const deaths = soakSize(200);
  const found = await dieInDoubt(deaths);
  tellInDoubt(deaths, found);
  expect(found).toEqual({ shownAsPaid: deaths, duplicates: 0 });
});
