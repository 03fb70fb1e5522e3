import { expect, test } from 'vitest';
import { startTwice, tellDoubleStarts } from './testing/double-starts.ts';

const TIMES = 6;

test('D10: two tills started on one folder at the same moment: exactly one writes, the other is told', async () => {
  const found = await startTwice(TIMES);
  tellDoubleStarts(TIMES, found);
  expect(found.wrong).toBe(0);
}, 60_000);
