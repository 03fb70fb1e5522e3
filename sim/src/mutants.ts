/** A known mistake: one text of one file, and what somebody might have written instead. */
export type Mutant = { readonly name: string; readonly file: string; readonly find: string; readonly replace: string };

const TILL = 'apps/desktop/src/branch';
const CLOUD = 'apps/cloud/src/server/modules/sync';
const SHARED = 'packages/shared/src';

/** Each of these must be caught by a scenario or by a seed. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'positions taken before they are safe',
    file: `${CLOUD}/sync.store.ts`,
    find: 'UPDATE scopes SET head = head + $3 WHERE',
    replace: 'UPDATE scopes SET head = head + $3 + (CASE WHEN head % 7 = 6 THEN 1 ELSE 0 END) WHERE',
  },
  {
    name: 'repeats are new facts',
    file: `${CLOUD}/sync.service.ts`,
    find: 'const fresh = input.events.filter((event) => event.seq > stream.lastSeq);',
    replace: 'const fresh = [...input.events];',
  },
  {
    name: 'the clock decides the order of facts',
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
    name: 'the chain is not checked',
    file: `${CLOUD}/sync.service.ts`,
    find: 'if (broken || !(await continues(call.sql, input, stream)))',
    replace: 'if (broken && !(await continues(call.sql, input, stream)))',
  },
  {
    name: 'a cut batch is acknowledged whole',
    file: `${TILL}/workers/sync-loop.ts`,
    find: "const believed = core.transaction((db) => acknowledge(db, companyId, { ...reply, streamId }), ['sync']);",
    replace:
      "const end = events.at(-1); const believed = core.transaction((db) => acknowledge(db, companyId, reply.outcome === 'stored' && end ? { ...reply, streamId, ackSeq: end.seq, ackHash: end.hash } : { ...reply, streamId }), ['sync']);",
  },
  {
    name: 'another lineage goes on from the old cursor',
    file: `${CLOUD}/sync.service.ts`,
    find: 'after: input.epoch === scope.epoch ? input.after : 0',
    replace: 'after: input.after',
  },
  {
    name: 'the cursor moves before the rows',
    file: `${TILL}/workers/sync-loop.ts`,
    find: 'const page = await client.pull({ scope, epoch: cursor.epoch, after: cursor.position });',
    replace:
      "const page = await client.pull({ scope, epoch: cursor.epoch, after: cursor.position }); core.transaction((db) => db.run('UPDATE cursors SET position = ? WHERE scope = ? AND position > 0', page.head, scope), []);",
  },
  {
    name: 'an acknowledgement is believed without its hash',
    file: `${TILL}/modules/sync/sync.service.ts`,
    find: '!== reply.ackHash) return false;',
    replace: '!== reply.ackHash) void reply;',
  },
  {
    name: 'a rewind of the greeting is ignored',
    file: `${TILL}/workers/sync-loop.ts`,
    find: 'if (cloudSeq >= ackedSeq) return;',
    replace: 'if (cloudSeq >= 0) return;',
  },
  {
    name: 'poison stops those behind it',
    file: `${CLOUD}/intake.service.ts`,
    find: 'else asides.push({ event, reason });',
    replace: 'else throw new Error(reason);',
  },
  {
    name: 'masters of two lineages are merged by version',
    file: `${TILL}/modules/sync/sync.service.ts`,
    find: "if (renewed && page.scope === 'company') forgetMasters(db, companyId);",
    replace: '',
  },
  {
    name: 'a number is given twice',
    file: `${TILL}/modules/orders/orders.store.ts`,
    find: 'DO UPDATE SET last_sequence = last_sequence + 1',
    replace: 'DO UPDATE SET last_sequence = last_sequence + (last_sequence % 3 <> 2)',
  },
  {
    name: 'two payments of one order are one',
    file: `${SHARED}/orders/order.fold.ts`,
    find: 'const payments = uniqueById(paid.map(({ body }) => body.payment));',
    replace: 'const payments = uniqueById(paid.map(({ body }) => body.payment)).slice(0, 1);',
  },
  {
    name: 'a removed order keeps its sum in the hour',
    file: `${CLOUD}/projection.service.ts`,
    find: 'for (const sold of before) move(sold, -1);',
    replace: 'for (const sold of before.slice(1)) move(sold, -1);',
  },
  {
    name: 'what was sent counts as stored',
    file: `${TILL}/workers/sync-loop.ts`,
    find: 'const reply = await client.push(batch);',
    replace:
      "const last = events.at(-1); if (last) core.transaction((db) => acknowledge(db, companyId, { outcome: 'stored', streamId, ackSeq: last.seq, ackHash: last.hash, durableSeq: 0, signedHead: '' }), []); const reply = await client.push(batch);",
  },
  {
    name: 'the rows of a page are not in the transaction of its cursor',
    file: `${TILL}/modules/sync/sync.service.ts`,
    find: 'for (const [entityId, type] of touched) project(db, companyId, { entityId, type });',
    replace: 'for (const [entityId, type] of [...touched].slice(1)) project(db, companyId, { entityId, type });',
  },
  {
    name: 'the head of the stream is saved a step too late',
    file: `${TILL}/db/event-log.ts`,
    find: 'if (last) saveHead(db, last);',
    replace: 'if (last && last.seq % 11 !== 0) saveHead(db, last);',
  },
];
