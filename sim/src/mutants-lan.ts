import type { Mutant } from './mutants.ts';

const TILL = 'apps/desktop/src/branch';
const HUB = `${TILL}/modules/lan/hub.service.ts`;
const RELAY = `${TILL}/workers/relay-loop.ts`;
const SNAPSHOT = `${TILL}/modules/sync/snapshot.service.ts`;

/** What tills of one shop might do wrong among themselves. */
export const OF_THE_HUB: readonly Mutant[] = [
  {
    name: 'a hub does not give way to a later one',
    file: `${TILL}/modules/lan/lan.service.ts`,
    find: 'if (self.isHub && !outranks(hub, { term: self.term, peerId: terminal.terminalId })) return false;',
    replace: 'if (self.isHub) return false;',
  },
  {
    name: 'a take-over keeps the term of the hub before',
    file: `${TILL}/modules/lan/lan.service.ts`,
    find: 'self.heardHub?.term ?? 0) + 1;',
    replace: 'self.heardHub?.term ?? 0) || 1;',
  },
  {
    name: 'the log does not fence a hub',
    file: `${TILL}/lan/lan-duty.ts`,
    find: 'if (!self.isHub || !hub || !outranks(hub, { term: self.term, peerId: terminal.terminalId })) return;',
    replace: 'if (hub || !outranks) return;',
  },
  {
    name: 'a hub acknowledges more than it has kept',
    file: HUB,
    find: 'takeForeign(db, at.terminal, fresh);',
    replace: 'takeForeign(db, at.terminal, fresh.slice(0, -1));',
  },
  { name: 'a hub does not note what it has to hand on', file: HUB, find: '  noteTaken(db, last);\n', replace: '' },
  {
    name: 'what is handed on gets new ids',
    file: RELAY,
    find: 'prevHash: first.prevHash, events });',
    replace: 'prevHash: first.prevHash, events: events.map((event) => ({ ...event, id: `${event.id.slice(0, -4)}0000` })) });',
  },
  {
    name: 'a hub does not hear that the cloud went back',
    file: RELAY,
    find: 'if (epoch !== known) core.transaction((db) => relayAnew(db, companyId), []);',
    replace: 'if (!epoch) relayAnew(core.db as never, companyId);',
  },
  {
    name: 'the cursor of a hub jumps to its head',
    file: `${TILL}/modules/lan/lan-pull.service.ts`,
    find: 'saveLanCursor(db, terminal.companyId, { epoch: page.epoch, position });',
    replace: 'saveLanCursor(db, terminal.companyId, { epoch: page.epoch, position: page.head });',
  },
  {
    name: 'what the cloud contests stays at the hub',
    file: RELAY,
    find: "if (asked.outcome === 'fork') return keepContested(parts, terminal, { streamId, takenSeq });",
    replace: "if (asked.outcome === 'fork') return;",
  },
];

/** What a till that begins with a snapshot might do wrong. */
export const OF_SNAPSHOTS: readonly Mutant[] = [
  {
    name: 'the positions of a snapshot are saved before its rows',
    file: SNAPSHOT,
    find: '  forgetHollow(db, companyId);\n',
    replace:
      "  forgetHollow(db, companyId);\n  for (const scope of ['branch', 'company'] as const) saveCursor(db, companyId, { scope, ...cursors[scope] });\n",
  },
  {
    name: 'a snapshot that ends too early counts',
    file: `${TILL}/workers/sync-snapshot.ts`,
    find: "throw new Error('the snapshot broke off');",
    replace: 'const got = head; flush(); if (got) core.transaction((db) => finishSnapshot(db, terminal, got), []); return true;',
  },
  {
    name: 'a late fact of an old order does not fetch the others',
    file: SNAPSHOT,
    find: 'return hollowOf(db, companyId, [...new Set(events.map(({ entityId }) => entityId))]);',
    replace: 'return hollowOf(db, companyId, []).concat(events.length < 0 ? [companyId] : []);',
  },
  {
    name: 'a row of a snapshot stands in for its facts for ever',
    file: SNAPSHOT,
    find: 'filled(db, terminal.companyId, orderId);',
    replace: 'void [filled, orderId];',
  },
  {
    name: 'a snapshot takes the place of what the till had to offer again',
    file: `${TILL}/workers/sync-pull.ts`,
    find: 'isBlank(core.db, companyId)',
    replace: '(isBlank !== undefined)',
  },
];
