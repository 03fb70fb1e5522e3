import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readExport } from '@fastops/shared/sync/export';
import type { Event } from '@fastops/shared/sync/event';
import { eventsAfter, sha256 } from '../../db/event-log.ts';
import { anOrder, COMPANY, countOf, demolish, onShift, openTill, restart, STAFF, STREAM, type Till } from '../../testing/branch-fixture.ts';
import { acknowledge, nextBatch } from './sync.service.ts';

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill(), 'laura');
});
afterEach(() => demolish(till));

async function sell(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await till.call.orders.ringUp(anOrder(till));
}

function acknowledgeAll(): void {
  for (let next = nextBatch(till.core.db, COMPANY); next; next = nextBatch(till.core.db, COMPANY)) {
    const last = next.events.at(-1);
    const ack = { streamId: next.streamId, ackSeq: last?.seq ?? 0, ackHash: last?.hash ?? '', durableSeq: 0, signedHead: 's' };
    till.core.transaction((db) => acknowledge(db, COMPANY, { outcome: 'stored', ...ack }), []);
  }
}

const blocked = async () => {
  const answer = await till.call.sync.mayLetGo();
  return answer.ok ? 0 : answer.refusal.count;
};
const exported = async (folder?: string) => {
  const answer = await till.call.sync.exportUnsynced(folder === undefined ? {} : { folder });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const ownLog = (streamId = STREAM): Event[] => eventsAfter(till.core.db, { companyId: COMPANY, streamId, seq: 0 }, 100_000);

describe('S6: a till with facts that only it has', () => {
  test('is let go of by nobody, and says how many, how much and since when', async () => {
    await sell(3);
    expect(await till.call.sync.mayLetGo()).toEqual({
      ok: false,
      refusal: { code: 'sync.unsynced', count: countOf(till, 'events'), value: 75_000, oldestAt: till.clock.now },
    });
    till = await onShift(restart(till), 'laura');
    expect(await blocked()).toBe(countOf(till, 'events'));
    acknowledgeAll();
    expect(await till.call.sync.mayLetGo()).toEqual({ ok: true, value: null });
  });

  test('is let go of after a proved export, until it sells again', async () => {
    await sell(3);
    const { path, count } = await exported();
    expect(count).toBe(countOf(till, 'events'));
    expect(readExport(readFileSync(path, 'utf8'), sha256)).toEqual({ events: ownLog() });
    expect(await blocked()).toBe(0);
    till = await onShift(restart(till), 'laura');
    expect(await blocked()).toBe(0);
    const before = countOf(till, 'events');
    await sell(1);
    expect(await blocked()).toBe(countOf(till, 'events') - before);
    expect((await till.call.sync.status()).unsynced?.count).toBe(countOf(till, 'events'));
  });

  test('exports what a closed stream and its successor hold, each fact once', async () => {
    await sell(2);
    acknowledgeAll();
    await sell(2);
    till.incarnations.begin('moved');
    await sell(1);
    const { path, count } = await exported();
    const proof = readExport(readFileSync(path, 'utf8'), sha256);
    if (!('events' in proof)) throw new Error(proof.fault.reason);
    expect(new Set(proof.events.map(({ id }) => id)).size).toBe(count);
    expect(count).toBe((await till.call.sync.status()).unsynced?.count);
    expect(await blocked()).toBe(0);
  });

  test('stays blocked when the file could not be written', async () => {
    await sell(1);
    const file = join(till.folder, 'not-a-folder');
    writeFileSync(file, '');
    expect(await till.call.sync.exportUnsynced({ folder: file })).toEqual({ ok: false, refusal: { code: 'export.no-access' } });
    expect(await blocked()).toBe(countOf(till, 'events'));
  });

  test('loses nothing when people log out and in', async () => {
    await sell(2);
    const log = ownLog();
    await till.call.identity.logout();
    expect(await till.call.identity.login({ staffId: STAFF.ana.id, pin: STAFF.ana.pin })).toMatchObject({ ok: true });
    expect(ownLog()).toEqual(log);
    expect(await blocked()).toBe(log.length);
  });
});

test('S6: an export with any line changed, missing or moved is not taken for one', async () => {
  await sell(4);
  const text = readFileSync((await exported()).path, 'utf8');
  const lines = text.trimEnd().split('\n');
  const index = fc.nat(lines.length - 1);
  const whole = (changed: readonly string[]) => !('fault' in readExport(`${changed.join('\n')}\n`, sha256));
  expect(whole(lines)).toBe(true);
  expect('fault' in readExport(text.trimEnd(), sha256)).toBe(true);
  fc.assert(fc.property(index, (at) => !whole(lines.toSpliced(at, 1))));
  fc.assert(fc.property(index, index, (at, to) => at === to || !whole(lines.with(at, lines[to] ?? '').with(to, lines[at] ?? ''))));
  fc.assert(
    fc.property(index, fc.nat(), (at, position) => {
      const line = lines[at] ?? '';
      const cut = position % line.length;
      return !whole(lines.with(at, `${line.slice(0, cut)}${line[cut] === '0' ? '1' : '0'}${line.slice(cut + 1)}`));
    }),
  );
});
