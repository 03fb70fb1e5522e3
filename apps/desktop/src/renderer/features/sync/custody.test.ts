import { money } from '@fastops/shared/base/money';
import { describe, expect, test } from 'vitest';

import { clockFault, parkedCause, unreadLog } from './custody.ts';
import type { CustodyView, Log } from './sync.queries.ts';

const LINK = { online: true, lastContactAt: 0, lastError: null };

describe('S7: the clock is told', () => {
  test.each([
    ['not heard yet', {}, undefined],
    ['a little off is let pass', { clockOffsetMs: 90_000 }, undefined],
    ['the cloud is later: this clock is behind', { clockOffsetMs: 120_001, clockDrifted: true }, { direction: 'behind', offMs: 120_001 }],
    [
      'the cloud is earlier: this clock is ahead',
      { clockOffsetMs: -86_400_000, clockDrifted: true },
      { direction: 'ahead', offMs: 86_400_000 },
    ],
  ])('%s', (_, heard, fault) => {
    expect(clockFault({ ...LINK, ...heard })).toEqual(fault);
  });
});

test('S8: a log that took over is told until it is read; the first log of a till never is', () => {
  const log = (change: Partial<Log>): Log => ({
    streamId: 's',
    series: 'A',
    open: false,
    lastSeq: 3,
    ackedSeq: 3,
    durableSeq: 3,
    reason: null,
    openedAt: null,
    previousSeries: null,
    renumbered: 0,
    acknowledgedAt: null,
    verifiedSeq: null,
    verifiedTicket: null,
    ...change,
  });
  const view = (...streams: Log[]): CustodyView => ({
    link: LINK,
    log: { unsynced: { count: 0, value: money(0), oldestAt: null }, streams, parkedCount: 0 },
  });
  expect(unreadLog(view(log({})))).toBeUndefined();
  expect(unreadLog(view(log({ series: 'A2', reason: 'fork' }), log({})))).toMatchObject({ series: 'A2' });
  expect(unreadLog(view(log({ series: 'A2', reason: 'fork', acknowledgedAt: 9 }), log({})))).toBeUndefined();
});

test('a kind from the future and a broken body are told apart', () => {
  expect([parkedCause('unknown order.gifted v1'), parkedCause('payment.amount: invalid_type')]).toEqual(['unknown', 'body']);
});
