import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { diesOvernightAt, drawerWhenCutAt, hostileCutAtEveryByte, killedAt, paperEndsAt, stopsReadingAt } from '../testing/byte-proofs.ts';
import { HOSTILE_TEXTS } from '../testing/hostile-texts.ts';
import { cutTickets, killBetweenBytesAndMark, ticketBytes, type TicketRole } from '../testing/print-proofs.ts';

/** Every byte of a ticket; with `--size N` so many of them, spread over all of it, the first and the last among them. */
async function everyByte(role: TicketRole): Promise<number[]> {
  const bytes = await ticketBytes(role);
  const size = Math.max(2, Math.min(bytes, soakSize(10_000)));
  return Array.from({ length: size }, (_, i) => 1 + Math.round((i * (bytes - 1)) / (size - 1)));
}

test.each(['receipt', 'kitchen'] as const)('H1: a %s ticket cut off at every one of its bytes', async (role) => {
  const oracle = await cutTickets(role, await everyByte(role));
  const bad = oracle.lost + oracle.silentRepeats + oracle.withoutEnd;
  sayFigure({ id: 'H1', trials: oracle.trials, of: `cuts of a ${role} ticket`, bad, named: 'lost or repeated in silence' });
  expect(oracle).toMatchObject({ lost: 0, silentRepeats: 0, withoutEnd: 0 });
});

test('H2: the paper ends at every byte of a kitchen ticket', async () => {
  const oracle = await paperEndsAt(await everyByte('kitchen'));
  const bad = oracle.lost + oracle.silentRepeats + oracle.withoutEnd;
  sayFigure({
    id: 'H2',
    trials: oracle.trials,
    of: 'bytes where the paper ended',
    bad,
    named: 'lost, repeated in silence or taken for printed',
  });
  expect(oracle).toMatchObject({ lost: 0, silentRepeats: 0, withoutEnd: 0 });
});

test('H3: a printer dies at every byte of a kitchen ticket and wakes in the morning', async () => {
  const { trials, byThemselves, notAsked } = await diesOvernightAt(await everyByte('kitchen'));
  sayFigure({ id: 'H3', trials, of: 'nights', bad: byThemselves + notAsked, named: 'printed by themselves or not asked about' });
  expect({ byThemselves, notAsked }).toEqual({ byThemselves: 0, notAsked: 0 });
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

test('H4: a till killed at every byte of its receipt', async () => {
  const oracle = await killedAt(await everyByte('receipt'));
  const bad = oracle.lost + oracle.silentRepeats + oracle.withoutEnd;
  sayFigure({ id: 'H4', trials: oracle.trials, of: 'kills in the middle of a receipt', bad, named: 'lost or repeated in silence' });
  expect(oracle).toMatchObject({ lost: 0, silentRepeats: 0, withoutEnd: 0 });
});

test('H5: a printer stops reading at every byte of a receipt', async () => {
  const { trials, refused } = await stopsReadingAt(await everyByte('receipt'));
  sayFigure({ id: 'H5', trials, of: 'printers that stopped reading', bad: refused, named: 'sales not made' });
  expect(refused).toBe(0);
});

test('H6: a receipt that opens the drawer, cut off at every one of its bytes', async () => {
  const { trials, kicks, withoutFact } = await drawerWhenCutAt(await everyByte('receipt'));
  sayFigure({ id: 'H6', trials, of: 'cuts', bad: withoutFact, named: 'kicks without a fact', also: `${kicks} kicks` });
  expect(withoutFact).toBe(0);
});

test('H7: tickets full of hostile text, cut off at every one of their bytes', () => {
  const { trials, moved } = hostileCutAtEveryByte(HOSTILE_TEXTS.slice(0, soakSize(HOSTILE_TEXTS.length)));
  sayFigure({ id: 'H7', trials, of: 'cuts of hostile tickets', bad: moved, named: 'moved the drawer' });
  expect(moved).toBe(0);
});
