import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { tryTraps } from '../testing/type-traps.ts';

/** Values of which none survives JSON, the driver or a column as it is: numbers that aren't whole, texts with a trap anywhere in them. */
function someTraps(seed: number): Record<string, unknown> {
  const [text] = fc.sample(fc.string({ minLength: 1, maxLength: 40 }), { seed, numRuns: 1 });
  const [fraction] = fc.sample(
    fc.double({ noNaN: true }).filter((value) => !Number.isSafeInteger(value) || Object.is(value, -0)),
    { seed, numRuns: 1 },
  );
  const at = seed % ((text?.length ?? 0) + 1);
  const within = (trap: string) => `${text?.slice(0, at)}${trap}${text?.slice(at)}`;
  return { [`number ${fraction}`]: fraction, 'U+0000 within': within('\u0000'), 'half a pair within': within('\udc00 ') };
}

test('D13: no field of any procedure takes a value that would be changed in silence, wherever in it the trap is', () => {
  const accepted: string[] = [];
  let tried = 0;
  for (let seed = 1; seed <= soakSize(100); seed += 1) {
    const round = tryTraps(someTraps(seed));
    tried += round.tried;
    accepted.push(...round.accepted);
  }
  sayFigure({ id: 'D13', trials: tried, of: 'traps in the fields of every procedure', bad: accepted.length, named: 'accepted' });
  expect(accepted).toEqual([]);
});
