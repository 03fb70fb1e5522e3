import { auditCompany } from '@fastops/cloud/server/modules/sync/audit.service';
import { cursorOf, custody } from '@fastops/desktop/branch/modules/sync/sync.service';
import { eventsAfter, sha256 } from '@fastops/desktop/branch/db/event-log';
import { canonicalJson } from '@fastops/shared/base/canonical';
import { CHAIN_START, findChainBreak } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import { cloudState, keptIds, look } from './cloud-view.ts';
import { hubsHandedOn, oneHubIsLeft, takenOver } from './lan-oracles.ts';
import { fault, type Fault } from './promises.ts';
import { tillMasters, tillState } from './till-view.ts';
import { ownEvents, type Till } from './till.ts';
import type { World } from './world.ts';

type Oracle = (world: World) => Promise<Fault[]>;

/** Everything that must hold once the lines are good again and all tills have spoken. */
const ORACLES: readonly Oracle[] = [
  everyFactOnce,
  everyReceiptPaid,
  cloudIsItsOwnFold,
  tillsAgreeWithCloud,
  tillsAgreeOnRefunds,
  mastersAgree,
  nothingWaits,
  positionsAreWhole,
  cursorsCoverNoHole,
  cloudChainsAreWhole,
  tillChainsAreWhole,
  numbersAreUnique,
  oneHubIsLeft,
  hubsHandedOn,
  auditFindsNothing,
];

export async function audit(world: World): Promise<Fault[]> {
  for (const till of world.tills) till.recount();
  const faults: Fault[] = [...world.broken];
  for (const oracle of ORACLES) faults.push(...(await oracle(world)));
  return faults;
}

type Stored = Pick<Event, 'id' | 'type' | 'body' | 'terminalId' | 'seq'>;

/** I1, I2: what was committed on a disk that can still be asked is in the cloud, as it was written. */
async function everyFactOnce(world: World): Promise<Fault[]> {
  const kept = await keptIds(world);
  const rows = await look<Stored>(
    world,
    'SELECT id, type, body, terminal_id AS "terminalId", seq::float8 AS seq FROM events WHERE company_id = $1',
  );
  const bodies = new Map(rows.map(({ id, body }) => [id, canonicalJson(body)]));
  const faults: Fault[] = [];
  for (const event of world.ledger.committed.values()) {
    if (!kept.has(event.id) && !world.ledger.gone.has(event.id)) faults.push(fault('I1 a committed fact is not in the cloud', event));
    const body = bodies.get(event.id);
    if (body !== undefined && body !== canonicalJson(event.body)) faults.push(fault('I2 a fact changed on its way', event));
  }
  for (const id of kept)
    if (!world.ledger.committed.has(id))
      faults.push(fault('a fact in the cloud that no till wrote', rows.find((row) => row.id === id) ?? id));
  return faults;
}

/** Each sale that a cashier was told is done is in the cloud once, to the peso. */
async function everyReceiptPaid(world: World): Promise<Fault[]> {
  const rows = await look<{ id: string; order_id: string; amount: number }>(
    world,
    'SELECT id, order_id, amount::float8 AS amount FROM payments WHERE company_id = $1',
  );
  const payments = new Map<string, { order_id: string; amount: number }[]>();
  for (const row of rows) payments.set(row.id, [...(payments.get(row.id) ?? []), row]);
  const lost = new Set(
    [...world.ledger.committed.values()]
      .filter(({ id, type }) => type === 'order.payment-added' && world.ledger.gone.has(id))
      .map(({ body }) => String(Reflect.get(Object(Reflect.get(body, 'payment')), 'id'))),
  );
  return world.ledger.receipts.flatMap((receipt) => {
    const found = payments.get(receipt.paymentId) ?? [];
    if (found.length === 0 && lost.has(receipt.paymentId)) return [];
    const [only] = found;
    const good = found.length === 1 && only?.amount === receipt.amount && only.order_id === receipt.orderId;
    return good ? [] : [fault('an acknowledged sale is not in the cloud exactly once', { receipt, found })];
  });
}

/** The hourly sums and the positions are what the orders and events say. */
async function cloudIsItsOwnFold(world: World): Promise<Fault[]> {
  const wrong = await look(
    world,
    `SELECT * FROM (
       SELECT branch_id, business_day, sum(sales)::float8 AS sales, sum(tickets)::float8 AS tickets FROM branch_hours
         WHERE company_id = $1 GROUP BY branch_id, business_day) h
     FULL JOIN (
       SELECT branch_id, business_day, sum(total)::float8 AS total, count(*)::float8 AS count FROM orders
         WHERE company_id = $1 AND settled_at IS NOT NULL AND state <> 'cancelled' GROUP BY branch_id, business_day) o
     USING (branch_id, business_day) WHERE coalesce(sales, 0) <> coalesce(total, 0) OR coalesce(tickets, 0) <> coalesce(count, 0)`,
  );
  return wrong.map((row) => fault('the hourly sums are not the orders', row));
}

/** I3: every replica of a branch folds to the same rows. */
async function tillsAgreeWithCloud(world: World): Promise<Fault[]> {
  const faults: Fault[] = [];
  const haunted = ofLostFacts(world);
  for (const branchId of world.shop.branches) {
    const cloud = await cloudState(world, branchId);
    for (const till of world.tills.filter(({ actor }) => actor.branchId === branchId)) {
      const mine = tillState(till);
      const onlyHere = mine.filter((line) => !cloud.includes(line) && !haunted(line));
      const onlyThere = cloud.filter((line) => !mine.includes(line) && !haunted(line));
      if (onlyHere.length + onlyThere.length > 0) faults.push(fault(`I3 ${till.name} and the cloud differ`, { onlyHere, onlyThere }));
    }
  }
  return faults;
}

/** What was given back is the same on all tills of a branch; a till that began with a snapshot knows it of old orders too. */
function tillsAgreeOnRefunds(world: World): Promise<Fault[]> {
  const haunted = ofLostFacts(world);
  const refundsOf = (till: Till) =>
    till
      .core()
      .db.all("SELECT 'refund|' || order_id || '|' || id || '|' || amount AS line FROM refunds ORDER BY 1")
      .map((row) => String(Object.values(row)[0]))
      .filter((line) => !haunted(line))
      .join('\n');
  const faults = world.shop.branches.flatMap((branchId) => {
    const [first, ...others] = world.tills.filter(({ actor }) => actor.branchId === branchId);
    return others.filter((till) => first && refundsOf(till) !== refundsOf(first)).map(({ name }) => fault('I3 refunds differ', { name }));
  });
  return Promise.resolve(faults);
}

/**
 * Rows of aggregates that have a fact which its own till and the cloud both lost. Another till may still have a copy: nobody offers
 * a fact of another terminal, so those rows differ until the hub relays them.
 */
function ofLostFacts({ ledger }: World): (line: string) => boolean {
  const entities = new Set(
    [...ledger.committed.values()].filter(({ id }) => ledger.gone.has(id) || ledger.atHub.has(id)).map(({ entityId }) => entityId),
  );
  return (line) => entities.has(line.split('|')[1] ?? '');
}

/** I5. */
async function mastersAgree(world: World): Promise<Fault[]> {
  const rows = await look<{ line: string }>(
    world,
    `SELECT concat_ws('|', kind, id, version, deleted::int, doc->>'price') AS line FROM masters WHERE company_id = $1 ORDER BY line`,
  );
  const wanted = rows
    .map(({ line }) => line)
    .sort()
    .join('\n');
  return world.tills
    .filter((till) => tillMasters(till).join('\n') !== wanted)
    .map((till) => fault(`I5 the menu of ${till.name} is not the cloud's`, { till: tillMasters(till), wanted }));
}

/** I6. */
function nothingWaits(world: World): Promise<Fault[]> {
  const waiting = world.tills.flatMap((till) => {
    const left = custody(till.core().db, till.actor.companyId);
    return left.count === 0 ? [] : [fault(`I6 ${till.name} still has something to send`, { left, lastError: till.lastError() })];
  });
  return Promise.resolve(waiting);
}

/** I4, I7: positions are 1..head without a hole, and a stream's own order is kept in them. */
async function positionsAreWhole(world: World): Promise<Fault[]> {
  const holes = await look(
    world,
    `SELECT s.scope, s.head::float8 AS head, count(c.position) AS positions FROM scopes s
     LEFT JOIN changes c ON c.company_id = s.company_id AND c.scope = s.scope WHERE s.company_id = $1
     GROUP BY s.scope, s.head HAVING count(c.position) <> s.head OR coalesce(max(c.position), 0) <> s.head`,
  );
  const swapped = await look(
    world,
    `SELECT stream_id, step FROM (SELECT e.stream_id, e.seq - lag(e.seq) OVER (PARTITION BY e.stream_id ORDER BY c.position) AS step
       FROM changes c JOIN events e ON e.company_id = c.company_id AND e.id = c.event_id WHERE c.company_id = $1) AS steps WHERE step < 0`,
  );
  const unplaced = await look(
    world,
    `SELECT e.id FROM events e WHERE e.company_id = $1
       AND (SELECT count(*) FROM changes c WHERE c.company_id = e.company_id AND c.event_id = e.id) <> 1`,
  );
  return [
    ...holes.map((row) => fault('I7 positions with a hole', row)),
    ...swapped.map((row) => fault('I4 a stream out of order', row)),
    ...unplaced.map((row) => fault('I7 a fact without its one position', row)),
  ];
}

/** I8: each cursor stands at the head, and everything below it is on the disk. */
async function cursorsCoverNoHole(world: World): Promise<Fault[]> {
  const scopes = await look<{ scope: string; head: number; epoch: string }>(
    world,
    'SELECT scope, head::float8 AS head, epoch FROM scopes WHERE company_id = $1',
  );
  const facts = await look<{ id: string; branch_id: string; entity_id: string; type: string }>(
    world,
    'SELECT id, branch_id, entity_id, type FROM events WHERE company_id = $1',
  );
  const orders = new Set((await look<{ id: string }>(world, 'SELECT id FROM orders WHERE company_id = $1')).map(({ id }) => id));
  return world.tills.flatMap((till) => {
    const { db } = till.core();
    const { companyId, branchId } = till.actor;
    const branch = scopes.find(({ scope }) => scope === `branch:${branchId}`);
    const cursor = cursorOf(db, companyId, 'branch');
    const has = new Set(db.all<{ id: string }>('SELECT id FROM events').map(({ id }) => id));
    // Old orders come as rows: their facts are asked for when one more comes.
    const hollow = new Set(db.all<{ id: string }>('SELECT order_id AS id FROM hollow_orders').map(({ id }) => id));
    const missing = facts.filter(
      (fact) => fact.branch_id === branchId && !has.has(fact.id) && !hollow.has(fact.entity_id) && !mayBeLeftOut(fact, orders),
    );
    return [
      ...(cursor.position === branch?.head && cursor.epoch === branch.epoch
        ? []
        : [fault(`I8 the cursor of ${till.name}`, { cursor, branch })]),
      ...(missing.length === 0 ? [] : [fault(`I8 ${till.name} misses facts below its cursor`, missing)]),
    ];
  });
}

/** What a snapshot leaves out when it is old: why a drawer was opened, and what nobody can read and is no order's. */
function mayBeLeftOut({ type, entity_id }: { type: string; entity_id: string }, orders: ReadonlySet<string>): boolean {
  return type === 'drawer.opened' || (type.startsWith('order.') && !orders.has(entity_id));
}

/** Each stream in the cloud is 1..last, linked and sealed, whether applied, set aside or known before. */
async function cloudChainsAreWhole(world: World): Promise<Fault[]> {
  const links = await look<{ stream: string; seq: number; hash: string; prev: string | null }>(
    world,
    `SELECT stream_id AS stream, seq::float8 AS seq, hash, prev_hash AS prev FROM events WHERE company_id = $1
     UNION ALL SELECT stream_id, seq::float8, hash, event::jsonb->>'prevHash' FROM quarantine q WHERE company_id = $1
       AND NOT EXISTS (SELECT FROM events e WHERE e.company_id = q.company_id AND e.stream_id = q.stream_id AND e.seq = q.seq)
     UNION ALL SELECT stream_id, seq::float8, hash, NULL FROM relogged_events WHERE company_id = $1 ORDER BY stream, seq`,
  );
  const streams = await look<{ id: string; last: number; hash: string }>(
    world,
    'SELECT id, last_seq::float8 AS last, last_hash AS hash FROM streams WHERE company_id = $1',
  );
  return streams.flatMap((stream) => {
    const mine = links.filter((link) => link.stream === stream.id);
    const broken = mine.find(({ seq, prev }, index) => {
      const before = mine[index - 1]?.hash ?? CHAIN_START;
      return seq !== index + 1 || (prev !== null && prev !== before);
    });
    const whole = mine.length === stream.last && (mine.at(-1)?.hash ?? CHAIN_START) === stream.hash;
    return broken || !whole ? [fault('the chain in the cloud is broken', { stream, broken, links: mine.length })] : [];
  });
}

/** Each own stream on a till is linked and sealed, and what it counts as acknowledged is what the cloud has. */
async function tillChainsAreWhole(world: World): Promise<Fault[]> {
  const heads = await look<{ id: string; last: number }>(world, 'SELECT id, last_seq::float8 AS last FROM streams WHERE company_id = $1');
  const inCloud = new Map(heads.map(({ id, last }) => [id, last]));
  return world.tills.flatMap((till) => {
    const { db } = till.core();
    const streams = db.all<{ id: string; isOpen: number; last: number; acked: number; durable: number }>(
      'SELECT stream_id AS id, is_open AS isOpen, last_seq AS last, acked_seq AS acked, durable_seq AS durable FROM streams WHERE own = 1',
    );
    return streams.flatMap((stream) => {
      const events = wholeStream(till, stream.id);
      const broken = findChainBreak(events, { streamId: stream.id, seq: 0, hash: CHAIN_START }, sha256);
      // What a restored cloud lost of a closed stream is logged again in the open one; the closed one stays as it was.
      const tooSure = stream.isOpen === 1 && stream.acked > (inCloud.get(stream.id) ?? 0);
      return [
        ...(broken || events.length !== stream.last
          ? [fault(`the chain of ${till.name} is broken`, { stream, broken, events: events.length })]
          : []),
        ...(tooSure ? [fault(`${till.name} believes that the cloud has more than it has`, { stream, cloud: inCloud.get(stream.id) })] : []),
      ];
    });
  });
}

function wholeStream(till: Till, streamId: string): Event[] {
  return eventsAfter(till.core().db, { companyId: till.actor.companyId, streamId, seq: 0 }, 100_000);
}

/** The audit that owners run at night finds nothing either. */
async function auditFindsNothing({ cloud, shop }: World): Promise<Fault[]> {
  const breaches = await cloud.services.db.inCompany(shop.companyId, auditCompany);
  return breaches.map((breach) => fault(`the cloud's own audit: ${breach.invariant}`, breach));
}

/** I12: no number stands on two orders of a branch and day. */
async function numbersAreUnique(world: World): Promise<Fault[]> {
  const twice = await look(
    world,
    `SELECT branch_id, business_day, number, count(*) AS orders FROM orders WHERE company_id = $1 AND number IS NOT NULL
     GROUP BY branch_id, business_day, number HAVING count(*) > 1`,
  );
  return twice.map((row) => fault('I12 one number on two orders', row));
}

/** Facts that no disk and no cloud has any more. Called when a disk is destroyed or the cloud goes back. */
export async function noteLosses(world: World): Promise<void> {
  for (const till of world.tills) till.recount();
  const somewhere = await keptIds(world);
  for (const till of world.tills) for (const { id } of ownEvents(till.core(), till.actor)) somewhere.add(id);
  const atHub = new Set(world.tills.flatMap(takenOver));
  for (const id of world.ledger.committed.keys()) {
    if (somewhere.has(id)) continue;
    if (atHub.has(id)) world.ledger.atHub.add(id);
    else world.ledger.gone.add(id);
  }
}
