import { expect, test } from 'vitest';
import { readLeftFile } from './left-file.ts';

const ID = '00000000-0000-7000-8000-000000000001';
const HASH = 'a'.repeat(64);
const head = { kind: 'head', format: 1, companyId: ID, branchId: ID, terminalId: ID, at: 1, count: 2 };
const event = (seq: number, streamId = ID) => ({
  kind: 'event',
  event: {
    id: ID,
    companyId: ID,
    branchId: ID,
    terminalId: ID,
    streamId,
    seq,
    type: 'order.opened',
    v: 1,
    entityId: ID,
    rev: 1,
    at: 1,
    businessDay: '2026-11-24',
    actorId: ID,
    body: {},
    prevHash: HASH,
    hash: HASH,
  },
});
const file = (...lines: unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

test('the runs of each log travel in pieces that follow each other', () => {
  const other = ID.replace(/1$/, '2');
  const many = Array.from({ length: 250 }, (_, n) => event(n + 6));
  const read = readLeftFile(file(head, ...many, event(3, other), { kind: 'end', sha256: HASH }));
  expect(read?.terminalId).toBe(ID);
  expect(read?.runs.map(({ streamId, firstSeq, events }) => [streamId, firstSeq, events.length])).toEqual([
    [ID, 6, 200],
    [ID, 206, 50],
    [other, 3, 1],
  ]);
});

test('another file is none', () => {
  expect(readLeftFile('nombre,precio\nPapa,9000')).toBeUndefined();
  expect(readLeftFile('')).toBeUndefined();
});
