import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHAIN_START, eventHash, findChainBreak } from './chain.ts';
import { eventSchema, type Event } from './event.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const start = { streamId: id(4), seq: 0, hash: CHAIN_START };

function chainOf(length: number): Event[] {
  const events: Event[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const unsealed = {
      id: id(1000 + seq),
      companyId: id(1),
      branchId: id(2),
      terminalId: id(3),
      streamId: id(4),
      seq,
      type: 'order.opened',
      v: 1,
      entityId: id(2000 + seq),
      rev: 1,
      at: 1_700_000_000_000 + seq,
      businessDay: '2026-11-20',
      actorId: id(5),
      body: { orderType: 'counter', ñ: seq },
      prevHash: events.at(-1)?.hash ?? CHAIN_START,
    };
    events.push({ ...unsealed, hash: eventHash(unsealed, sha256) });
  }
  return events;
}

const whole = chainOf(40);
const at = (seq: number): Event => eventSchema.parse(whole[seq - 1]);
const broken = (events: readonly Event[]) => findChainBreak(events, start, sha256);
const replaced = (seq: number, event: Event) => whole.toSpliced(seq - 1, 1, event);
const seqs = fc.integer({ min: 1, max: whole.length });
const runs = { numRuns: 1000 };

describe('the chain of a stream', () => {
  test('a whole one is whole, from anywhere, also after a round trip as JSON', () => {
    expect(broken(whole)).toBeUndefined();
    const travelled = whole.map((event) => eventSchema.parse(JSON.parse(JSON.stringify(event))));
    for (let seq = 1; seq <= whole.length; seq += 1) {
      expect(findChainBreak(travelled.slice(seq), { streamId: id(4), seq, hash: at(seq).hash }, sha256)).toBeUndefined();
    }
  });

  test('every field is under the hash', () => {
    const edits: Partial<Event>[] = [
      { id: id(9) },
      { companyId: id(9) },
      { branchId: id(9) },
      { terminalId: id(9) },
      { type: 'order.closed' },
      { v: 2 },
      { entityId: id(9) },
      { rev: 2 },
      { at: 1 },
      { businessDay: '2026-11-21' },
      { actorId: id(9) },
      { approvedById: id(9) },
      { body: { orderType: 'counter', ñ: -7 } },
    ];
    for (const edit of edits) expect(broken(replaced(7, { ...at(7), ...edit }))).toEqual({ seq: 7, reason: 'hash' });
    expect(broken(replaced(7, { ...at(7), streamId: id(9) }))).toEqual({ seq: 7, reason: 'stream' });
  });
});

describe('tampering is found where it happened', () => {
  test('an edited row', () => {
    fc.assert(
      fc.property(seqs, fc.integer(), (seq, value) => {
        fc.pre(value !== seq && !Object.is(value, -0));
        expect(broken(replaced(seq, { ...at(seq), body: { orderType: 'counter', ñ: value } }))).toEqual({ seq, reason: 'hash' });
      }),
      runs,
    );
  });

  test('an edited row with its hash made again: the next one no longer points at it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (seq) => {
        const edited = { ...at(seq), at: 1 };
        expect(broken(replaced(seq, { ...edited, hash: eventHash(edited, sha256) }))).toEqual({ seq: seq + 1, reason: 'link' });
      }),
      runs,
    );
  });

  test('deleted rows: one, or a run cut out of the middle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), fc.integer({ min: 1, max: 5 }), (seq, count) => {
        fc.pre(seq - 1 + count < whole.length);
        expect(broken(whole.toSpliced(seq - 1, count))).toEqual({ seq, reason: 'gap' });
      }),
      runs,
    );
  });

  test('deleted rows with the rest renumbered to hide it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (seq) => {
        const renumbered = whole.toSpliced(seq - 1, 1).map((event, index) => ({ ...event, seq: index + 1 }));
        expect(broken(renumbered)).toEqual({ seq, reason: 'link' });
      }),
      runs,
    );
  });

  test('an inserted row, even one that links back correctly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (seq) => {
        const forged = { ...at(seq), id: id(9), seq: seq + 1, prevHash: at(seq).hash };
        const inserted = whole.toSpliced(seq, 0, { ...forged, hash: eventHash(forged, sha256) });
        expect(broken(inserted)).toEqual({ seq: seq + 2, reason: 'gap' });
        expect(broken(whole.toSpliced(seq, 0, at(seq)))).toEqual({ seq: seq + 1, reason: 'gap' });
      }),
      runs,
    );
  });

  test('two rows that changed places', () => {
    fc.assert(
      fc.property(seqs, seqs, (one, other) => {
        fc.pre(one < other);
        expect(broken(replaced(one, at(other)).toSpliced(other - 1, 1, at(one)))).toEqual({ seq: one, reason: 'gap' });
        const posing = replaced(one, { ...at(other), seq: one });
        expect(broken(posing)).toEqual({ seq: one, reason: 'link' });
      }),
      runs,
    );
  });
});
