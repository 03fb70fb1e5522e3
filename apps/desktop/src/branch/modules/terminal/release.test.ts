import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { finishRelease } from '../../db/release.ts';
import { anOrder, COMPANY, demolish, onShift, openTill, STAFF, type Till } from '../../testing/branch-fixture.ts';
import { acknowledge, nextBatch } from '../sync/sync.service.ts';

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill());
  await till.call.orders.ringUp(anOrder(till));
});
afterEach(() => demolish(till));

const ordered = () => existsSync(join(till.folder, 'release.json'));
const release = (who: keyof typeof STAFF, pin: string = STAFF[who].pin) => till.call.terminal.release({ staffId: STAFF[who].id, pin });
const closeShift = () => till.core.transaction((db) => db.run('UPDATE cash_sessions SET closed_at = 1'), []);
function upload(): void {
  for (let next = nextBatch(till.core.db, COMPANY); next; next = nextBatch(till.core.db, COMPANY)) {
    const { streamId, events } = next;
    const last = events.at(-1);
    const reply = { outcome: 'stored', ackSeq: last?.seq ?? 0, ackHash: last?.hash ?? '', durableSeq: 0, signedHead: '' } as const;
    till.core.transaction((db) => acknowledge(db, COMPANY, { ...reply, streamId }), []);
  }
}

describe('S6: a computer leaves its branch', () => {
  test('not while something is only here, whatever PIN is given', async () => {
    closeShift();
    expect(await release('laura')).toMatchObject({ refusal: { code: 'sync.unsynced', value: money(25_000) } });
    expect(ordered()).toBe(false);
  });

  test('once it is in a checked export, or in the cloud', async () => {
    closeShift();
    expect(await till.call.sync.exportUnsynced({})).toMatchObject({ ok: true });
    expect(await release('laura')).toMatchObject({ ok: true });
    expect(ordered()).toBe(true);
  });

  test('not in the middle of a shift', async () => {
    upload();
    expect(await release('laura')).toMatchObject({ refusal: { code: 'release.shift-open' } });
  });

  test('not by a cashier, and not by a PIN that is wrong', async () => {
    upload();
    closeShift();
    expect(await release('ana')).toMatchObject({ refusal: { code: 'release.not-allowed' } });
    expect(await release('laura', '000000')).toMatchObject({ refusal: { code: 'login.wrong-pin' } });
    expect(ordered()).toBe(false);
  });
});

test('S6: the file goes aside whole, the keys are forgotten, and a cut in between is made good at the next start', async () => {
  upload();
  closeShift();
  await release('laura');
  const file = join(till.folder, 'branch.db');
  const secrets = join(till.folder, 'till.secrets');
  till.core.db.close();
  writeFileSync(`${file}-wal`, 'the log of the file');
  const aside = finishRelease(file, secrets) ?? '';
  expect(readdirSync(aside).sort()).toEqual(expect.arrayContaining(['branch.db', 'branch.db-wal']));
  expect([existsSync(file), existsSync(secrets), ordered()]).toEqual([false, false, false]);
  expect(finishRelease(file, secrets)).toBeUndefined();
  till = openTill(till.folder);
  expect(till.core.db.get('SELECT count(*) AS n FROM events')).toEqual({ n: 0 });
});
