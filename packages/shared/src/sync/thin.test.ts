import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { CHAIN_START, eventHash, findChainBreak } from './chain.ts';
import type { Event } from './event.ts';
import { thinEventSchema, thinned, thinPage, thinPullReply, thinPushInput, thinReader, wholePage, wholePush } from './thin.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

function chainOf(stream: number, length: number): Event[] {
  const events: Event[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const place = { companyId: id(1), branchId: id(2), terminalId: id(3), streamId: id(stream), actorId: id(5) };
    const said = { type: 'order.opened', v: 1, entityId: id(2_000 + seq), rev: 1, at: seq, businessDay: '2026-11-20', body: { seq } };
    const unsealed = { id: id(stream * 1_000 + seq), ...place, ...said, seq, prevHash: events.at(-1)?.hash ?? CHAIN_START };
    events.push({ ...unsealed, hash: eventHash(unsealed, sha256) });
  }
  return events;
}

const [one, other] = [chainOf(1, 12), chainOf(2, 12)];
/** As it arrives: JSON, parsed. */
const overTheWire = (events: readonly Event[]) => thinned(events).map((event) => thinEventSchema.parse(JSON.parse(JSON.stringify(event))));

describe('events without the hashes that follow from others', () => {
  test('are whole again, however two streams mingle and wherever one is torn', () => {
    const picks = fc.array(fc.record({ from: fc.constantFrom(one, other), at: fc.nat(11) }), { maxLength: 40 });
    fc.assert(
      fc.property(picks, (chosen) => {
        const events = chosen.map(({ from, at }) => from[at]).filter((event) => event !== undefined);
        expect(overTheWire(events).map(thinReader(sha256))).toEqual(events);
      }),
    );
  });

  test('carry two hashes a run, not two an event', () => {
    const wire = JSON.stringify(thinned(one));
    expect(wire.match(/[0-9a-f]{64}/g)).toHaveLength(2);
  });

  test('a change anywhere in the run shows at its end: a till stops there, and the cloud sees that it is no whole run', () => {
    const custody = { count: 0, value: money(0), oldestAt: null };
    for (const at of one.keys()) {
      const changed = overTheWire(one).map((event, index) => (index === at ? { ...event, at: 999 } : event));
      expect(() => changed.map(thinReader(sha256))).toThrow('does not carry its own hash');
      const { events, isWhole } = wholePush({ streamId: id(1), firstSeq: 1, prevHash: CHAIN_START, events: changed, custody }, sha256);
      expect(isWhole).toBe(false);
      expect(findChainBreak(events, { streamId: id(1), seq: 0, hash: CHAIN_START }, sha256)).toEqual({ seq: 12, reason: 'hash' });
    }
  });

  test('a run that begins elsewhere, has a hole or belongs to another stream is no whole run', () => {
    const custody = { count: 0, value: money(0), oldestAt: null };
    const push = { streamId: id(1), firstSeq: 1, prevHash: CHAIN_START, events: one, custody };
    expect(wholePush(push, sha256).isWhole).toBe(true);
    for (const wrong of [{ firstSeq: 2 }, { prevHash: 'a'.repeat(64) }, { streamId: id(2) }, { events: one.toSpliced(3, 1) }]) {
      expect(wholePush({ ...push, ...wrong }, sha256).isWhole).toBe(false);
    }
  });

  test('a push and a page are what they were', () => {
    const custody = { count: 0, value: money(0), oldestAt: null };
    const push = { streamId: id(1), firstSeq: 4, prevHash: one[2]?.hash ?? '', events: one.slice(3), custody };
    const thinPush = thinPushInput.parse(JSON.parse(JSON.stringify({ ...push, events: thinned(push.events) })));
    expect(wholePush(thinPush, sha256)).toEqual({ ...push, isWhole: true });
    const master = { kind: 'product', id: id(9), version: 1, deleted: false, doc: {} };
    const entries = [...one.map((event, index) => ({ position: index + 1, event })), { position: 13, master }];
    const page = { epoch: 'e', head: 13, entries };
    expect(wholePage(thinPullReply.parse(JSON.parse(JSON.stringify(thinPage(page)))), sha256)).toEqual({ ...page, isProven: true });
    expect(thinPushInput.safeParse({ ...thinPush, events: thinPush.events.slice(0, -1) }).success).toBe(false);
  });

  test('one that follows nothing is refused', () => {
    const [, second] = overTheWire(one);
    expect(() => second && thinReader(sha256)(second)).toThrow('follows nothing');
  });
});
