import { canonicalJson } from '@fastops/shared/base/canonical';
import { priceLine } from '@fastops/shared/catalog/pricing';
import { paymentSchema } from '@fastops/shared/orders/order.events';
import { CHAIN_START, eventHash } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import type { EventBody, KnownEventType } from '@fastops/shared/sync/event-types';
import {
  MAX_BATCH_EVENTS,
  openStreamInput,
  pullReply,
  pushInput,
  type Master,
  type Poke,
  type PullReply,
  type PushInput,
  type PushReply,
  type Scope,
} from '@fastops/shared/sync/protocol';
import type { CloudClient } from '../adapters/cloud-client.ts';
import { sha256 } from '../db/event-log.ts';
import { aGrant, aProduct, COMPANY, idOf, OPENING, signedByCloud, signedGrant, STREAM, TERMINAL } from './branch-fixture.ts';
import { fakeStreams, type FakeStreams } from './fake-streams.ts';

type Entry = { readonly event: Event } | { readonly master: Master };
type Listener = { poke(poke: Poke): void; up(): void; down(): void };

/** A cloud in memory behind the client's port: it keeps the protocol, and fails when a test says so. */
export type FakeCloud = {
  /** What it holds of the stream that the till was enrolled with. */
  events: Event[];
  readonly streams: FakeStreams;
  readonly scopes: Record<Scope, Entry[]>;
  /** Also gives what it was sent down again, as the real one does. */
  showsOwn: boolean;
  epoch: string;
  grantVersion: number;
  minProtocol: number;
  /** The cloud's clock. */
  now: () => number;
  online: boolean;
  /** So many pushes are stored and their answers lost. */
  repliesToLose: number;
  /** Every call that arrived, also the failed ones. */
  readonly calls: string[];
  /** Changes a push's answer on its way back; what the cloud signs is what it then says. */
  distort: (reply: PushReply) => PushReply;
  /** Lines of the snapshot that it hands out; none without. */
  snapshot: string[] | undefined;
  listener: Listener | undefined;
  /** How often the till opened its line anew. */
  reopened: number;
  readonly client: CloudClient;
};

export function fakeCloud(): FakeCloud {
  const streams = fakeStreams(STREAM);
  const cloud: FakeCloud = {
    get events() {
      return streams.logs.get(STREAM) ?? [];
    },
    set events(events) {
      streams.logs.set(STREAM, events);
    },
    streams,
    scopes: { company: [], branch: [] },
    showsOwn: false,
    epoch: 'e1',
    grantVersion: 1,
    minProtocol: 1,
    now: () => OPENING,
    online: true,
    repliesToLose: 0,
    calls: [],
    distort: (reply: PushReply) => reply,
    snapshot: undefined,
    listener: undefined,
    reopened: 0,
    get client() {
      return client;
    },
  };
  const client = clientOf(cloud);
  return cloud;
}

/** What a till calls; each call is noted, and fails when there is no route. */
function clientOf(cloud: FakeCloud): CloudClient {
  const { streams } = cloud;
  const arrive = (name: string) => {
    cloud.calls.push(name);
    if (!cloud.online) throw new Error('no route to the cloud');
  };
  return {
    hello: async ({ streamId }) => {
      arrive('hello');
      const { seq: lastSeq, hash: lastHash } = streams.headOf(streamId);
      const { epoch, grantVersion, minProtocol } = cloud;
      const streamState = streams.stateOf(streamId);
      return { lastSeq, lastHash, epoch, minProtocol, serverTime: cloud.now(), grantVersion, streamState, durableSeq: 0 };
    },
    push: async (input) => {
      arrive('push');
      return pushed(cloud, pushInput.parse(input));
    },
    pull: async ({ scope, epoch, after }) => {
      arrive(`pull ${scope}`);
      return page(cloud, scope, epoch === cloud.epoch ? after : 0);
    },
    relay: async ({ events }) => {
      arrive('relay');
      const last = events.at(-1);
      return { outcome: 'unknown', ackSeq: last?.seq ?? 0, ackHash: last?.hash ?? CHAIN_START };
    },
    grant: async () => {
      arrive('grant');
      return signedGrant(aGrant({ version: cloud.grantVersion }));
    },
    openStream: async (input) => {
      arrive('openStream');
      return { outcome: streams.open(openStreamInput.parse(input)) };
    },
    reopen: () => void (cloud.reopened += 1),
    certificate: async () => undefined,
    removalCheck: async () => undefined,
    comeBack: async () => {
      arrive('comeBack');
      throw new Error('unproven');
    },
    aggregate: async ({ entityId }) => {
      arrive('aggregate');
      const events = cloud.scopes.branch.flatMap((entry) => ('event' in entry && entry.event.entityId === entityId ? [entry.event] : []));
      return { events };
    },
    snapshot: async () => {
      arrive('snapshot');
      const lines = cloud.snapshot;
      return lines && asyncOf(lines);
    },
    listen: (on) => {
      cloud.listener = on;
      return () => (cloud.listener = undefined);
    },
    close: () => void cloud.calls.push('close'),
  };
}

function pushed(cloud: FakeCloud, input: PushInput): PushReply {
  const { outcome, fresh } = cloud.streams.store(input);
  if (cloud.showsOwn) cloud.scopes.branch.push(...fresh.map((event) => ({ event })));
  if (cloud.repliesToLose > 0) {
    cloud.repliesToLose -= 1;
    throw new Error('the answer was lost');
  }
  const { seq, hash } = cloud.streams.headOf(input.streamId);
  const reply = cloud.distort({ outcome, ackSeq: seq, ackHash: hash, durableSeq: seq, signedHead: '' });
  const head = { streamId: input.streamId, seq: reply.ackSeq, hash: reply.ackHash };
  return reply.signedHead === '' ? { ...reply, signedHead: signedByCloud(head) } : reply;
}

async function* asyncOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

function page(cloud: FakeCloud, scope: Scope, after: number): PullReply {
  const all = cloud.scopes[scope].map((entry, index) => ({ ...entry, position: index + 1 }));
  return pullReply.parse({ epoch: cloud.epoch, head: all.length, entries: all.slice(after, after + MAX_BATCH_EVENTS) });
}

/** A second till of the branch, as its events come down: an own stream, an own chain. */
export function otherTill(number = 33) {
  const events: Event[] = [];
  const append = <T extends KnownEventType>(type: T, fact: { entityId: string; rev: number; body: EventBody<T> }): Event => {
    const place = {
      companyId: COMPANY,
      branchId: TERMINAL.branchId,
      terminalId: idOf(number),
      streamId: idOf(number + 11),
      actorId: idOf(10),
    };
    const last = events.at(-1);
    const seq = (last?.seq ?? 0) + 1;
    const body = { ...fact.body };
    const unsealed = {
      ...place,
      ...fact,
      body,
      type,
      id: idOf(number * 1000 + seq),
      seq,
      v: 1,
      at: OPENING,
      businessDay: '2026-11-20',
      prevHash: last?.hash ?? CHAIN_START,
    };
    const event = { ...unsealed, hash: eventHash(unsealed, sha256) };
    events.push(event);
    return event;
  };
  const line = (lineId: string) => {
    const product = aProduct();
    const place = { branchId: TERMINAL.branchId, utcOffsetHours: -5 };
    const item = { product, groups: [], lookup: () => undefined, rules: [], place };
    const priced = priceLine(item, { lineId, productId: product.id, quantity: 1, choices: [] }, OPENING);
    if (!priced.ok) throw new Error(canonicalJson(priced.refusal));
    return priced.value;
  };
  const payment = (id: string, amount: number) =>
    paymentSchema.parse({ id, method: 'cash', amount, tendered: amount, change: 0, rounding: 0 });
  return { events, append, line, payment };
}

/** A whole order as the other till sold it. */
export function aForeignSale(orderId: string, number = 33): Event[] {
  const till = otherTill(number);
  till.append('order.opened', { entityId: orderId, rev: 1, body: { orderType: 'takeaway' } });
  till.append('order.line-added', { entityId: orderId, rev: 2, body: { line: till.line(idOf(8001)) } });
  till.append('order.placed', { entityId: orderId, rev: 3, body: { number: { series: 'B', sequence: 1 } } });
  till.append('order.payment-added', { entityId: orderId, rev: 4, body: { payment: till.payment(idOf(8002), 25_000) } });
  return till.events;
}
