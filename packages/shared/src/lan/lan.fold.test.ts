import { expect, test } from 'vitest';
import type { Fact } from '../sync/event.ts';
import { foldLan, outranks } from './lan.fold.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const key = (n: number) => Buffer.from(`certificate ${n}`.padEnd(90, '.')).toString('base64');

function fact(type: string, body: object, at: { rev: number; by?: number }): Fact {
  const by = at.by ?? 1;
  const place = { branchId: id(2), entityId: id(2), terminalId: id(by), actorId: id(9), businessDay: '2026-11-20', at: 0, v: 1 };
  return { ...place, id: id(by * 1000 + at.rev), seq: at.rev, rev: at.rev, type, body };
}

const peer = (n: number, kind = 'till') => ({
  peerId: id(n),
  kind,
  name: `Caja ${n}`,
  certificate: key(n),
  addresses: ['192.168.1.9'],
  port: 47_800,
});
const opened = (by: number, term: number, rev: number) => fact('lan.hub-opened', { ...peer(by), term }, { rev, by });

test('of two hubs the higher term is the hub, in any order of arrival', () => {
  const facts = [opened(1, 1, 1), fact('lan.peer-paired', peer(2), { rev: 2 }), opened(2, 2, 3)];
  for (const seen of [facts, [...facts].reverse(), [...facts, ...facts]]) {
    const lan = foldLan(seen);
    expect([lan.term, lan.hub?.peerId, lan.peers.length]).toEqual([2, id(2), 2]);
  }
});

test('two take-overs at the same time end with one hub on every replica', () => {
  const facts = [opened(1, 1, 1), opened(3, 2, 2), opened(2, 2, 2)];
  expect(foldLan(facts).hub?.peerId).toBe(id(3));
  expect(foldLan([...facts].reverse()).hub?.peerId).toBe(id(3));
  expect(outranks({ term: 2, peerId: id(3) }, { term: 2, peerId: id(2) })).toBe(true);
});

test('a key that was taken back stays out, also when its pairing arrives later', () => {
  const unpaired = fact('lan.peer-unpaired', { peerId: id(5), certificate: key(5) }, { rev: 2 });
  const again = fact('lan.peer-paired', peer(5, 'kitchen'), { rev: 7 });
  expect(foldLan([opened(1, 1, 1), unpaired, again]).peers.map(({ peerId }) => peerId)).toEqual([id(1)]);
});

test('a hub that closes ends its own term and no later one', () => {
  const closed = fact('lan.hub-closed', { term: 1 }, { rev: 9 });
  expect(foldLan([opened(1, 1, 1), closed]).hub).toBeUndefined();
  expect(foldLan([opened(1, 1, 1), opened(2, 2, 2), closed]).hub?.peerId).toBe(id(2));
  expect(foldLan([opened(1, 1, 1), closed]).term).toBe(1);
});

test('a till that pairs again has its new key and no longer its old one', () => {
  const again = fact('lan.peer-paired', { ...peer(2), certificate: key(22) }, { rev: 5 });
  const seen = [opened(1, 1, 1), fact('lan.peer-paired', peer(2), { rev: 2 }), again];
  for (const facts of [seen, [...seen].reverse()])
    expect(foldLan(facts).peers.map(({ certificate }) => certificate)).toEqual([key(1), key(22)]);
});
