import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHAIN_START, eventHash, findChainBreak } from '@fastops/shared/sync/chain';
import { acceptGrant } from '../adapters/enrolment.ts';
import { sha256 } from '../db/event-log.ts';
import { custody } from '../modules/sync/sync.service.ts';
import {
  aMenu,
  anOrder,
  COMPANY,
  countOf,
  demolish,
  idOf,
  onShift,
  OPENING,
  openTill,
  restart,
  STREAM,
  TERMINAL,
  type Till,
} from '../testing/branch-fixture.ts';
import { aForeignSale, fakeCloud, otherTill, type FakeCloud } from '../testing/fake-cloud.ts';
import { syncOnce } from './sync-loop.ts';

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const END_OF_32_BITS = Date.parse('2038-01-19T03:14:07Z');

let till: Till;
let cloud: FakeCloud;
beforeEach(async () => {
  till = await onShift(openTill());
  cloud = fakeCloud();
  cloud.scopes.company.push(...aMenu().map((master) => ({ master })));
});
afterEach(() => demolish(till));

const sync = () =>
  syncOnce({
    core: till.core,
    client: cloud.client,
    appVersion: '0.1.0',
    random: () => 1,
    log: () => {},
    acceptGrant: (jws) => void acceptGrant(till.core, till.secrets, jws),
    grantVersion: () => till.core.enrolment()?.grant.version ?? 0,
    incarnations: till.incarnations,
  });
const sell = () => till.call.orders.ringUp(anOrder(till));
const clockFacts = () => cloud.events.filter(({ type }) => type === 'terminal.clock-changed').map(({ body }) => body);

describe('S7: a clock that is wrong', () => {
  test.each([
    ['a day ahead', OPENING + DAY],
    ['a day behind', OPENING - DAY],
    ['a year ahead', OPENING + YEAR],
    ['a year behind', OPENING - YEAR],
    ['past 2038', END_OF_32_BITS + DAY],
    ['at the first second', 1_000],
  ])('%s, stepped between two sales: nothing is lost, numbers and seqs go on, and it is said once', async (_, now) => {
    await sell();
    await sync();
    till.clock.now = now;
    const stepped = await sell();
    expect(stepped).toMatchObject({ ok: true, value: { number: { series: 'A', sequence: 2 }, businessDay: '2026-11-20' } });
    await sync();
    await sell();
    await sync();
    expect(clockFacts()).toEqual([{ offsetMs: OPENING - now, beforeMs: 0 }]);
    till.clock.now = OPENING;
    await sell();
    await sync();
    await sync();
    expect(clockFacts()).toEqual([
      { offsetMs: OPENING - now, beforeMs: 0 },
      { offsetMs: 0, beforeMs: OPENING - now },
    ]);
    expect(findChainBreak(cloud.events, { streamId: STREAM, seq: 0, hash: CHAIN_START }, sha256)).toBeUndefined();
    expect([cloud.events.length, custody(till.core.db, COMPANY).count]).toEqual([countOf(till, 'events'), 0]);
    const recent = await till.call.orders.recent({ limit: 10 });
    expect(new Set(recent.map(({ sequence }) => sequence))).toEqual(new Set([1, 2, 3, 4]));
  });

  test('a minute off is nobody’s business', async () => {
    till.clock.now = OPENING + 60_000;
    await sell();
    await sync();
    expect(clockFacts()).toEqual([]);
  });

  test('in the future delays no other till, and wins over none', async () => {
    const orderId = idOf(600);
    const [future, past] = [otherTill(34), otherTill(35)];
    const sale = aForeignSale(orderId);
    const noted = (of: typeof future, rev: number, note: string) =>
      of.append('order.line-changed', { entityId: orderId, rev, body: { lineId: idOf(8001), note } });
    const { hash: _, ...first } = { ...noted(future, 5, 'del futuro'), at: OPENING + YEAR };
    const last = noted(past, 6, 'de hoy');
    const facts = [...sale, last, { ...first, hash: eventHash(first, sha256) }];
    cloud.scopes.branch.push(...facts.map((event) => ({ event })));
    await sync();
    expect(await till.call.orders.find({ orderId })).toMatchObject({ value: { lines: [{ note: 'de hoy' }] } });
  });

  test('after a restart in another year the same shift goes on', async () => {
    await sell();
    till = restart(till);
    till.clock.now = OPENING + YEAR;
    await onShift(till);
    expect(await sell()).toMatchObject({ ok: true, value: { number: { series: 'A', sequence: 2 }, businessDay: '2026-11-20' } });
    expect(till.core.enrolment()?.terminal.terminalId).toBe(TERMINAL.terminalId);
  });
});
