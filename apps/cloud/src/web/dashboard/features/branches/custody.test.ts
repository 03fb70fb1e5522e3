import { describe, expect, it } from 'vitest';

import { causeOf, clockState, originOf, waitingIn } from './custody.ts';

describe('the clock of a till', () => {
  it.each([
    [-120_000, { state: 'fine' }],
    [120_001, { state: 'ahead', offMs: 120_001 }],
    [-3_600_000, { state: 'behind', offMs: 3_600_000 }],
  ])('off by %s ms', (offsetMs, said) => {
    expect(clockState(offsetMs)).toEqual(said);
  });
});

it.each([
  ['id-conflict', 'conflict'],
  ['same id, other content', 'conflict'],
  ['unknown order.gifted v1', 'unknownType'],
  ['entity of another branch', 'foreign'],
  ['payment.amount: invalid_type; lines: too_big', 'badBody'],
  ['text with U+0000', 'other'],
])('a person is told what "%s" comes down to', (reason, cause) => {
  expect(causeOf(reason)).toBe(cause);
});

it('a reason that only a newer till knows is still told', () => {
  expect(['fork', 'restored', 'eaten-by-the-dog'].map(originOf)).toEqual(['fork', 'restored', 'unknown']);
});

it('only what is open waits, and only in its own branch', () => {
  const facts = [
    { branchId: 'norte', state: 'open' },
    { branchId: 'norte', state: 'resolved' },
    { branchId: 'norte', state: 'projected' },
    { branchId: 'centro', state: 'open' },
  ];
  const forks = [
    { branchId: 'norte', seenAt: null },
    { branchId: 'norte', seenAt: 1 },
    { branchId: 'centro', seenAt: null },
  ];
  expect(waitingIn('norte', { quarantine: facts, forks: [], left: [] })).toBe(1);
  expect(waitingIn('norte', { quarantine: facts, forks, left: [{ branchId: 'norte' }, { branchId: 'centro' }] })).toBe(3);
});
