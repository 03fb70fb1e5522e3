import { canonicalJson } from '@fastops/shared/base/canonical';
import { priceLine } from '@fastops/shared/catalog/pricing';
import { paymentSchema } from '@fastops/shared/orders/order.events';
import { CHAIN_START, eventHash } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import type { EventBody, KnownEventType } from '@fastops/shared/sync/event-types';
import {
  MAX_BATCH_EVENTS,
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
import { aGrant, aProduct, COMPANY, idOf, OPENING, signedGrant, TERMINAL } from './branch-fixture.ts';

type Entry = { readonly event: Event } | { readonly master: Master };
type Listener = { poke(poke: Poke): void; up(): void; down(): void };

/** A cloud in memory behind the client's port: it keeps the protocol, and fails when a test says so. */
export type FakeCloud = {
  /** What it holds of the till's stream. */
  events: Event[];
  readonly scopes: Record<Scope, Entry[]>;
  epoch: string;
  grantVersion: number;
  online: boolean;
  /** So many pushes are stored and their answers lost. */
  repliesToLose: number;
  /** Every call that arrived, also the failed ones. */
  readonly calls: string[];
  /** Changes a push's answer on its way back. */
  distort: (reply: PushReply) => PushReply;
  listener: Listener | undefined;
  readonly client: CloudClient;
};

export function fakeCloud(): FakeCloud {
  const arrive = (name: string) => {
    cloud.calls.push(name);
    if (!cloud.online) throw new Error('no route to the cloud');
  };
  const head = () => cloud.events.at(-1) ?? { seq: 0, hash: CHAIN_START };
  const cloud: FakeCloud = {
    events: [],
    scopes: { company: [], branch: [] },
    epoch: 'e1',
    grantVersion: 1,
    online: true,
    repliesToLose: 0,
    calls: [],
    distort: (reply: PushReply) => reply,
    listener: undefined,
    client: {
      hello: async () => {
        arrive('hello');
        const { seq, hash } = head();
        return {
          lastSeq: seq,
          lastHash: hash,
          epoch: cloud.epoch,
          minProtocol: 1,
          serverTime: OPENING,
          grantVersion: cloud.grantVersion,
          streamState: 'live',
          durableSeq: 0,
        };
      },
      push: async (input) => {
        arrive('push');
        const outcome = stored(cloud, pushInput.parse(input));
        if (cloud.repliesToLose > 0) {
          cloud.repliesToLose -= 1;
          throw new Error('the answer was lost');
        }
        const { seq, hash } = head();
        return cloud.distort({ outcome, ackSeq: seq, ackHash: hash, durableSeq: seq, signedHead: 'signed' });
      },
      pull: async ({ scope, epoch, after }) => {
        arrive(`pull ${scope}`);
        return page(cloud, scope, epoch === cloud.epoch ? after : 0);
      },
      grant: async () => {
        arrive('grant');
        return signedGrant(aGrant({ version: cloud.grantVersion }));
      },
      listen: (on) => {
        cloud.listener = on;
        return () => (cloud.listener = undefined);
      },
      close: () => void cloud.calls.push('close'),
    },
  };
  return cloud;
}

function stored(cloud: FakeCloud, { firstSeq, prevHash, events }: PushInput): PushReply['outcome'] {
  if (firstSeq > cloud.events.length + 1) return 'rewind';
  const before = cloud.events[firstSeq - 2]?.hash ?? CHAIN_START;
  const forked = prevHash !== before || events.some((event) => (cloud.events[event.seq - 1]?.hash ?? event.hash) !== event.hash);
  if (forked) return 'fork';
  cloud.events = [...cloud.events.slice(0, firstSeq - 1), ...events, ...cloud.events.slice(firstSeq - 1 + events.length)];
  return 'stored';
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
    const priced = priceLine(product, [], { lineId, productId: product.id, quantity: 1, choices: [] });
    if (!priced.ok) throw new Error(canonicalJson(priced.refusal));
    return priced.value;
  };
  const payment = (id: string, amount: number) =>
    paymentSchema.parse({ id, method: 'cash', amount, tendered: amount, change: 0, rounding: 0 });
  return { events, append, line, payment };
}

/** A whole order as the other till sold it. */
export function aForeignSale(orderId: string): Event[] {
  const till = otherTill();
  till.append('order.opened', { entityId: orderId, rev: 1, body: { orderType: 'takeaway' } });
  till.append('order.line-added', { entityId: orderId, rev: 2, body: { line: till.line(idOf(8001)) } });
  till.append('order.placed', { entityId: orderId, rev: 3, body: { number: { series: 'B', sequence: 1 } } });
  till.append('order.payment-added', { entityId: orderId, rev: 4, body: { payment: till.payment(idOf(8002), 25_000) } });
  return till.events;
}
