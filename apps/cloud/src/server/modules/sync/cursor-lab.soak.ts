import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { openCloud } from '../../testing/cloud-under-test.ts';
import { runCursorLab } from '../../testing/cursor-lab.ts';

// I3 of the protocol: a reader ends with exactly the facts of its scopes.
test('I3: of what eight tills push at once our cursor loses nothing, and a cursor over a sequence does', async () => {
  const cloud = await openCloud('postgres');
  try {
    const rounds = soakSize(400);
    const { committed, ours, naive } = await runCursorLab(cloud, { rounds, held: Math.ceil(rounds / 4) });
    sayFigure({
      id: 'I3',
      trials: committed,
      of: 'facts of eight writers',
      bad: ours.lost + ours.holes,
      named: 'lost',
      also: `the naive cursor lost ${naive.lost}`,
    });
    expect(ours).toEqual({ got: committed, lost: 0, holes: 0 });
    expect(naive.lost).toBeGreaterThan(0);
  } finally {
    await cloud.close();
  }
});
