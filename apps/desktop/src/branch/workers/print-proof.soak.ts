import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { cutTickets, killBetweenBytesAndMark, ticketBytes } from '../testing/print-proofs.ts';

test('H1: a receipt cut off at every one of its bytes', async () => {
  const bytes = Math.min(await ticketBytes('receipt'), soakSize(10_000));
  const oracle = await cutTickets(
    'receipt',
    Array.from({ length: bytes }, (_, i) => i + 1),
  );
  sayFigure({
    id: 'H1',
    trials: bytes,
    of: 'cuts',
    bad: oracle.lost + oracle.silentRepeats + oracle.withoutEnd,
    named: 'lost or repeated in silence',
  });
  expect(oracle).toEqual({ trials: bytes, repeats: bytes, lost: 0, silentRepeats: 0, withoutEnd: 0 });
});

test('H4: a till killed between bytes and mark loses no ticket, and repeats none in silence', async () => {
  const oracle = await killBetweenBytesAndMark(soakSize(200));
  sayFigure({
    id: 'H4',
    trials: oracle.trials,
    of: 'kills between bytes and mark',
    bad: oracle.lost + oracle.silentRepeats,
    named: 'lost or repeated in silence',
  });
  expect(oracle).toMatchObject({ lost: 0, silentRepeats: 0, withoutEnd: 0 });
});
