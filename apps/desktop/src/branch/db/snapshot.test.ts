import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anOrder, countOf, demolish, onShift, openTill, type Till } from '../testing/branch-fixture.ts';
import { openDriver } from './driver.ts';
import { finishRestore, orderRestore } from './restore.ts';
import { SnapshotDamage, takeSnapshot, verifySnapshot } from './snapshot.ts';
import { UNBROKEN } from './testing/file-oracles.ts';
import { drillRestores, tellDrill } from './testing/restore-drill.ts';

const COPIES = 20;

test('D9: twenty copies of a till that is ringing up are each whole and go on selling; a plain copy of its file loses sales', async () => {
  const found = await drillRestores(COPIES);
  tellDrill(COPIES, found);
  expect(found).toMatchObject({ broken: UNBROKEN, useless: 0 });
  expect(found.lostByCopyFile).toBeGreaterThan(0);
}, 120_000);

let till: Till;
let file: string;
let copy: string;
beforeEach(async () => {
  till = await onShift(openTill());
  file = join(till.folder, 'branch.db');
  copy = join(till.folder, 'copy.db');
  await till.call.orders.ringUp(anOrder(till, 3));
});
afterEach(() => demolish(till));

describe('a copy', () => {
  test('says what it holds', () => {
    expect(takeSnapshot(file, copy, {})).toMatchObject({ orders: 1, businessDay: '2026-11-20', events: countOf(till, 'events') });
    expect(verifySnapshot(copy, {})).toMatchObject({ orders: 1 });
  });

  test('whose log was changed, cut or whose pages are damaged is found out', () => {
    const ruin: ((at: string) => void)[] = [
      (at) => writeFileSync(at, 'not a database'),
      (at) => writeFileSync(at, readFileSync(at).fill(0, 3 * 4096, 4 * 4096)),
      (at) => withoutGuards(at, "UPDATE events SET body = replace(body, '25000', '15000') WHERE type = 'order.line-added'"),
      (at) => withoutGuards(at, 'DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)'),
      (at) => withoutGuards(at, 'DELETE FROM events WHERE seq = 2'),
      (at) => withoutGuards(at, 'DELETE FROM orders'),
    ];
    for (const harm of ruin) {
      takeSnapshot(file, copy, {});
      harm(copy);
      expect(() => verifySnapshot(copy, {})).toThrow(SnapshotDamage);
    }
  });

  test('that can’t be finished leaves nothing that looks like one', () => {
    const place = join(till.folder, 'gone');
    expect(() => takeSnapshot(file, join(place, 'copy.db'), {})).toThrow();
    mkdirSync(place);
    expect(() => takeSnapshot(join(till.folder, 'nothing.db'), join(place, 'copy.db'), {})).toThrow(SnapshotDamage);
    expect(readdirSync(place)).toEqual([]);
  });

  function withoutGuards(at: string, sql: string): void {
    const driver = openDriver(at, {});
    driver.exec(`DROP TRIGGER events_are_facts; DROP TRIGGER events_stay; PRAGMA foreign_keys = OFF; ${sql}`);
    driver.close();
  }
});

describe('a restore', () => {
  test('puts the copy in place and keeps the present file aside, with the sales that the copy lacks', async () => {
    takeSnapshot(file, copy, {});
    await till.call.orders.ringUp(anOrder(till));
    till.close();
    orderRestore(till.folder, copy, 0);
    const outcome = finishRestore(file, {});
    expect(outcome).toMatchObject({ kind: 'restored' });
    expect(finishRestore(file, {})).toEqual({ kind: 'none' });
    const aside = openDriver(join(till.folder, 'aside', '19700101T000000000Z', 'branch.db'), {}, { readonly: true });
    expect(aside.prepare('SELECT count(*) AS n FROM orders').get()).toEqual({ n: 2 });
    aside.close();
    till = await onShift(openTill(till.folder));
    expect(countOf(till, 'orders')).toBe(1);
    expect(await till.call.orders.ringUp(anOrder(till))).toMatchObject({ ok: true });
  });

  test('of a copy that is gone or damaged leaves the present file as it is', () => {
    till.close();
    for (const content of [undefined, 'not a database']) {
      if (content !== undefined) writeFileSync(copy, content);
      orderRestore(till.folder, copy, 0);
      expect(finishRestore(file, {})).toMatchObject({ kind: 'failed' });
      expect(existsSync(join(till.folder, 'aside'))).toBe(false);
    }
    till = openTill(till.folder);
    expect(countOf(till, 'orders')).toBe(1);
  });
});
