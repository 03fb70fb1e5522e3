import { expect, test } from 'vitest';
import { soakSize } from '@fastops/shared/testing/soak';
import { startTwice, tellDoubleStarts } from './testing/double-starts.ts';

test('D10: two tills started on one folder at the same moment: exactly one writes, the other is told', async () => {
  const times = soakSize(100);
  const found = await startTwice(times);
  tellDoubleStarts(times, found);
  expect(found.wrong).toBe(0);
});
