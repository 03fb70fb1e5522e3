import { OF_SNAPSHOTS, OF_THE_HUB } from './mutants-lan.ts';

/** A known mistake: one text of one file, and what somebody might have written instead. */
export type Mutant = { readonly name: string; readonly file: string; readonly find: string; readonly replace: string };

const TILL = 'apps/desktop/src/branch';
const CLOUD = 'apps/cloud/src/server/modules/sync';
const SHARED = 'packages/shared/src';

/** What the cloud might do wrong. */
const OF_THE_CLOUD: readonly Mutant[] = [
  {
    name: 'a position is given to nobody now and then',
    file: `${CLOUD}/sync.store.ts`,
    find: 'UPDATE scopes SET head = head + $3 WHERE',
    replace: 'UPDATE scopes SET head = head + $3 + (CASE WHEN head % 7 = 6 THEN 1 ELSE 0 END) WHERE',
  },
  {
    name: 'positions are not in the order of the stream',
    file: `${CLOUD}/sync.service.ts`,
    find: 'kept.map((event) => event.id),',
    replace: 'kept.map((event) => event.id).reverse(),',
  },
  {
    name: 'what is sent again is new',
    file: `${CLOUD}/sync.service.ts`,
    find: 'const fresh = input.events.filter((event) => event.seq > stream.lastSeq);',
    replace: 'const fresh = [...input.events];',
  },
  {
    name: 'the chain inside a batch is not checked',
    file: `${CLOUD}/sync.service.ts`,
    find: 'if (!isWhole(call, input) || !(await continues(call.sql, input, stream)))',
    replace: 'if (!(await continues(call.sql, input, stream)))',
  },
  {
    name: 'where a batch joins is not checked',
    file: `${CLOUD}/sync.service.ts`,
    find: 'if (!isWhole(call, input) || !(await continues(call.sql, input, stream)))',
    replace: 'if (!isWhole(call, input))',
  },
  {
    name: 'a cursor of a lost lineage is believed',
    file: `${CLOUD}/sync.service.ts`,
    find: 'after: input.epoch === scope.epoch ? input.after : 0',
    replace: 'after: input.after',
  },
  {
    name: 'poison stops those behind it',
    file: `${CLOUD}/intake.service.ts`,
    find: 'return reason === undefined ? [] : [{ event, reason }];',
    replace: 'if (reason !== undefined) throw new Error(reason); return [];',
  },
  {
    name: 'poison is thrown away',
    file: `${CLOUD}/intake.service.ts`,
    find: 'return { kept, unread, refused, known, born };',
    replace:
      'const blind = new Set(unread.map(({ event }) => event)); return { kept: kept.filter((event) => !blind.has(event)), unread: [], refused, known, born };',
  },
  {
    name: 'an order sold again is counted twice in its hour',
    file: `${CLOUD}/projection.service.ts`,
    find: 'for (const sold of before) move(sold, -1);',
    replace: 'for (const sold of before.slice(1)) move(sold, -1);',
  },
  {
    name: 'the head of a stream is saved before its events',
    file: `${CLOUD}/sync.service.ts`,
    find: 'saveHead(sql, streamId, last),',
    replace: 'saveHead(sql, streamId, { ...last, seq: last.seq + (last.seq % 5 === 4 ? 1 : 0) }),',
  },
];

/** What till and cloud might do wrong alike. */
const OF_BOTH: readonly Mutant[] = [
  {
    name: 'the clock decides which edit is later',
    file: `${SHARED}/sync/event.ts`,
    find: 'if (a.rev !== b.rev) return a.rev - b.rev;',
    replace: 'if (a.at !== b.at) return a.at - b.at;',
  },
  {
    name: 'the order of arrival decides',
    file: `${SHARED}/sync/event.ts`,
    find: 'const sorted = [...facts].sort(byAggregateOrder);',
    replace: 'const sorted = [...facts]; if (Number.isNaN(byAggregateOrder)) sorted.reverse();',
  },
  {
    name: 'clones are told apart by the place of a fact',
    file: `${SHARED}/sync/event.ts`,
    find: 'return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;',
    replace: 'return a.seq - b.seq;',
  },
  {
    name: 'the second payment of an order is lost',
    file: `${SHARED}/orders/money.fold.ts`,
    find: "const taken = typed(ordered, 'order.payment-added');",
    replace: "const taken = typed(ordered, 'order.payment-added').slice(0, 1);",
  },
];

/** What the till might do wrong. */
const OF_THE_TILL: readonly Mutant[] = [
  {
    name: 'a part of a batch is taken for all of it',
    file: `${TILL}/workers/sync-push.ts`,
    find: "const believed = core.transaction((db) => acknowledge(db, identity.companyId, { ...reply, streamId }), ['sync']);",
    replace:
      "const end = events.at(-1); const believed = core.transaction((db) => acknowledge(db, identity.companyId, outcome === 'stored' && end ? { ...reply, streamId, ackSeq: end.seq, ackHash: end.hash } : { ...reply, streamId }), ['sync']); if (outcome === 'stored') return believed;",
  },
  {
    name: 'what was sent counts as kept',
    file: `${TILL}/workers/sync-push.ts`,
    find: 'const reply = await client.push(batch);',
    replace:
      "const sentTo = batch.events.at(-1); const { streamId } = batch; if (sentTo) core.transaction((db) => acknowledge(db, companyId, { outcome: 'stored', streamId, ackSeq: sentTo.seq, ackHash: sentTo.hash, durableSeq: 0, signedHead: '' }), []); const reply = await client.push(batch);",
  },
  {
    name: 'an acknowledgement is believed whatever its hash',
    file: `${TILL}/modules/sync/sync.service.ts`,
    find: '!== reply.ackHash) return false;',
    replace: '!== reply.ackHash) void reply;',
  },
  {
    name: 'a cloud that has less is not offered the rest again',
    file: `${TILL}/workers/sync-greeting.ts`,
    find: 'if (hello.lastSeq < ackedSeq) goBackTo(',
    replace: 'if (hello.lastSeq < 0) goBackTo(',
  },
  {
    name: 'what closed streams brought is not reconciled',
    file: `${TILL}/modules/sync/sync.service.ts`,
    find: "if (renewed && page.scope === 'branch') startReconciling(db, terminal);",
    replace: '',
  },
  {
    name: 'reconciling begins at the second pull only',
    file: `${TILL}/modules/sync/sync.service.ts`,
    find: "if (renewed && page.scope === 'branch') startReconciling(db, terminal);",
    replace: "if (renewed && page.scope === 'branch' && before.epoch !== '') startReconciling(db, terminal);",
  },
  {
    name: 'masters of two lineages are merged by version',
    file: `${TILL}/modules/sync/sync.service.ts`,
    find: "if (renewed && page.scope === 'company') forgetMasters(db, companyId);",
    replace: '',
  },
  {
    name: 'the cursor jumps to the head',
    file: `${TILL}/modules/sync/sync.service.ts`,
    find: 'saveCursor(db, companyId, { scope: page.scope, epoch: page.epoch, position });',
    replace: 'saveCursor(db, companyId, { scope: page.scope, epoch: page.epoch, position: page.head });',
  },
  {
    name: 'the first aggregate of a page is not projected',
    file: `${TILL}/modules/sync/sync.service.ts`,
    find: 'for (const [entityId, type] of touched) projectAggregate(db, companyId, { entityId, type });',
    replace: 'for (const [entityId, type] of [...touched].slice(1)) projectAggregate(db, companyId, { entityId, type });',
  },
  {
    name: 'own facts that the file lost are not taken back',
    file: `${TILL}/modules/sync/sync.service.ts`,
    find: 'if (hasEvent(db, terminal.companyId, event.id)) return false;',
    replace: 'if (isOwn || hasEvent(db, terminal.companyId, event.id)) return false;',
  },
  {
    name: 'a new log forgets what was not acknowledged',
    file: `${TILL}/modules/sync/incarnation.service.ts`,
    find: 'logAgain(db, companyId, events);',
    replace: '',
  },
  {
    name: 'what is logged again gets new ids',
    file: `${TILL}/db/event-log.ts`,
    find: `const { hash: _, ...moved } = { ...event, streamId, seq: head.seq + 1, prevHash: head.hash };
    head = { companyId, streamId, seq: moved.seq, hash: eventHash(moved, sha256) };
    insertPlace(db, { ...moved, hash: head.hash });`,
    replace: `const id = event.id.slice(0, -4) + String(1000 + head.seq);
    const { hash: _, ...moved } = { ...event, id, streamId, seq: head.seq + 1, prevHash: head.hash };
    head = { companyId, streamId, seq: moved.seq, hash: eventHash(moved, sha256) };
    insertEvent(db, { ...moved, hash: head.hash }, { parked: null, adopted: false });`,
  },
  {
    name: 'a new log keeps its old numbers',
    file: `${TILL}/modules/sync/incarnation.service.ts`,
    find: 'if (renumberOrder({ db, companyId, append }, orderId, from)) count += 1;',
    replace: 'if (orderId === from) renumberOrder({ db, companyId, append }, orderId, from);',
  },
  {
    name: 'a new log goes on from the old cursor',
    file: `${TILL}/modules/sync/incarnation.service.ts`,
    find: "if (readCursor(db, companyId, 'branch')) saveCursor(db, companyId, { scope: 'branch', epoch: COMPARE_AGAIN, position: 0 });",
    replace: '',
  },
  {
    name: 'what is offered again keeps its old numbers',
    file: `${TILL}/modules/sync/incarnation.service.ts`,
    find: 'seriesIn(event) !== open || ',
    replace: 'seriesIn(event) === "none" || ',
  },
  {
    name: 'a new log keeps its old series',
    file: `${TILL}/adapters/incarnations.ts`,
    find: 'series: given?.series ?? `${mark.base}${mark.incarnation}`',
    replace: 'series: given?.series ?? mark.base',
  },
  {
    name: 'a number is given twice',
    file: `${TILL}/modules/orders/orders.store.ts`,
    find: 'DO UPDATE SET last_sequence = last_sequence + 1',
    replace: 'DO UPDATE SET last_sequence = last_sequence + (last_sequence % 3 <> 2)',
  },
  {
    name: 'the head of the log is written a step too late',
    file: `${TILL}/db/event-log.ts`,
    find: 'if (last) saveHead(db, last);',
    replace: 'if (last && last.seq % 11 !== 0) saveHead(db, last);',
  },
];

/** Each of these must be caught by a scenario or by a seed. */
export const MUTANTS: readonly Mutant[] = [...OF_THE_CLOUD, ...OF_BOTH, ...OF_THE_TILL, ...OF_THE_HUB, ...OF_SNAPSHOTS];
