import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { ROTATION } from '@fastops/shared/backups/rotation';
import { ownPlace } from '../adapters/backup-shelf.ts';
import { runInThread } from '../adapters/snapshot-thread.ts';
import { finishRestore } from '../db/restore.ts';
import type { BackupRow } from '../modules/backups/backups.port.ts';
import { callBranch } from '../rpc/router.ts';
import { anOrder, countOf, demolish, onShift, openTill, STAFF, type Till } from '../testing/branch-fixture.ts';
import { startBackups, type BackupParts, type Backups } from './backup-worker.ts';

const NEVER_MS = 2 ** 31 - 1;

let till: Till;
let backups: Backups;
let restarts: number;
let taken: number;
beforeEach(async () => {
  till = await onShift(openTill());
  restarts = 0;
  taken = 0;
  backups = start(NEVER_MS);
});
afterEach(async () => {
  await backups.stop();
  demolish(till);
});

function start(intervalMs: number, changes: Partial<BackupParts> = {}): Backups {
  return startBackups({
    core: till.core,
    dataDir: till.folder,
    driver: {},
    schema: 9999,
    run: (order) => ((taken += order.source === undefined ? 0 : 1), runInThread(order)),
    restart: () => (restarts += 1),
    log: () => {},
    intervalMs,
    ...changes,
  });
}

/** The screen's door, with the copies of this test behind it. */
function door() {
  return callBranch({ ...till.services, backups, connection: till.connection });
}

async function good(copy = backups.takeNow()): Promise<BackupRow> {
  const answer = await copy;
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

/** Resolves when the worker has said so often that something about copies changed. */
function said(times: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = till.core.onChange((topics) => {
      if (!topics.includes('backups') || (times -= 1) > 0) return;
      stop();
      resolve();
    });
  });
}

describe('a copy is taken', () => {
  test('every interval in which something was sold, and in no other', async () => {
    await backups.stop();
    taken = 0;
    const first = said(2);
    backups = start(20);
    await first;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(taken).toBe(1);
  });

  test('when the shift is closed, with the close in it', async () => {
    await good();
    till.clock.now += 1000;
    const copied = said(2);
    const countId = till.newId();
    const total = money(100_000);
    expect(await till.call.cash.count({ id: countId, purpose: 'close', total, piles: [] })).toMatchObject({ ok: true });
    expect(await till.call.cash.close({ countId, floatLeft: total })).toMatchObject({ ok: true });
    await copied;
    expect(taken).toBe(2);
    expect(backups.list().at(0)).toMatchObject({ takenAt: till.clock.now, verified: true });
  });

  test('at the end, unless nothing happened since the last one', async () => {
    await good();
    await backups.stop();
    expect(taken).toBe(1);
    backups = start(NEVER_MS);
    await till.call.orders.ringUp(anOrder(till));
    till.clock.now += 1000;
    await backups.stop();
    expect(backups.list().at(0)?.orders).toBe(1);
  });
});

describe('the place', () => {
  test('is the till’s own folder until another is chosen, and the choice outlives a restart', async () => {
    const stick = join(till.folder, 'stick');
    mkdirSync(stick);
    expect((await good()).place).toBe(ownPlace(till.folder));
    expect(backups.setPlace(stick)).toMatchObject({ ok: true });
    backups = start(NEVER_MS);
    till.clock.now += 1000;
    expect((await good()).place).toBe(stick);
    expect(backups.list().map(({ place }) => place)).toEqual([stick, ownPlace(till.folder)]);
  });

  test('that is pulled out is told, a copy stays on the till, and selling goes on; plugged in again all is well', async () => {
    const stick = join(till.folder, 'stick');
    mkdirSync(stick);
    backups.setPlace(stick);
    await good();
    renameSync(stick, join(till.folder, 'pocket'));
    // What a system leaves where the stick was: an empty folder.
    mkdirSync(stick);
    till.clock.now += 1000;
    expect(await backups.takeNow()).toMatchObject({ ok: false, refusal: { code: 'backup.place-missing' } });
    expect(backups.status()).toMatchObject({ fault: 'backup.place-missing', lastGood: { place: ownPlace(till.folder) } });
    expect(await till.call.orders.ringUp(anOrder(till))).toMatchObject({ ok: true });
    renameSync(join(till.folder, 'pocket'), stick);
    till.clock.now += 1000;
    expect((await good()).place).toBe(stick);
    expect(backups.status()).toMatchObject({ fault: null, lastGood: { place: stick, orders: 1 } });
  });

  test('keeps only what the rotation says', async () => {
    for (let copy = 0; copy < ROTATION.newest + 3; copy += 1) {
      till.clock.now += 900_000;
      await good();
    }
    expect(backups.list()).toHaveLength(ROTATION.newest);
  });

  test('that isn’t a folder is refused', () => {
    expect(backups.setPlace(join(till.folder, 'nowhere'))).toMatchObject({ ok: false, refusal: { code: 'backup.place-missing' } });
  });
});

describe('a restore', () => {
  test('is for who manages copies: a cashier is told no', async () => {
    const { name, place } = await good();
    await expect(door().backups.restore({ name, place })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(door().backups.list()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await door().backups.status()).toMatchObject({ lastGood: { name } });
  });

  test('checks the copy, ends this process, and the next one has the copy in place', async () => {
    const { name, place } = await good();
    await till.call.orders.ringUp(anOrder(till));
    await till.call.identity.login({ staffId: STAFF.laura.id, pin: STAFF.laura.pin });
    expect(await door().backups.restore({ name, place })).toEqual({ ok: true, value: null });
    await new Promise((resolve) => setImmediate(resolve));
    expect(restarts).toBe(1);
    await backups.stop();
    till.close();
    expect(finishRestore(join(till.folder, 'branch.db'), {})).toMatchObject({ kind: 'restored' });
    till = openTill(till.folder);
    backups = start(NEVER_MS);
    expect(countOf(till, 'orders')).toBe(0);
  });

  test('never takes a name from outside for a path, nor a file of a newer app', async () => {
    const { name, place } = await good();
    for (const copy of [
      { name: '../branch.db', place },
      { name: 'branch.db', place: till.folder },
      { name, place: `${place}/../backups` },
    ])
      expect(await backups.restore(copy)).toMatchObject({ ok: false, refusal: { code: 'backup.not-found' } });
    await backups.stop();
    backups = start(NEVER_MS, { schema: 10 });
    expect(await backups.restore({ name, place })).toMatchObject({ ok: false, refusal: { code: 'backup.newer' } });
    expect([restarts, existsSync(join(till.folder, 'restore.json'))]).toEqual([0, false]);
  });
});
