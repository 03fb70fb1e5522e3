import { expect, test } from 'vitest';
import { openCloud } from '../../testing/cloud-under-test.ts';
import { runCursorLab } from '../../testing/cursor-lab.ts';

// On PGlite, which has one connection, no cursor can lose anything and the test would prove nothing.
test('I3: of what eight tills push at once our cursor loses nothing, and a cursor over a sequence does', async () => {
  const cloud = await openCloud('postgres');
  try {
    const { committed, ours, naive } = await runCursorLab(cloud, { rounds: 8, held: 3 });
    expect(ours).toEqual({ got: committed, lost: 0, holes: 0 });
    expect(naive.lost).toBeGreaterThan(0);
    expect(naive.got + naive.lost).toBe(committed);
  } finally {
    await cloud.close();
  }
});
