import type { OrderState } from '@fastops/shared/orders/order.fold';
import { money } from '@fastops/shared/base/money';
import { drained, enrolledTill, startTill, type TrialTill } from './trial-till.ts';
import { faultProxy } from './fault-proxy.ts';
import { openTrialCloud, type TrialCloud } from './trial-cloud.ts';

export type TouchedTables = {
  readonly orders: number;
  /** Orders that somewhere are a draft again, or whose payment is not what was taken. */
  readonly unpaid: number;
  /** Orders that the two tills and the cloud see differently. */
  readonly unlike: number;
  readonly touches: Readonly<Record<string, number>>;
};

type Touch = (till: TrialTill, at: { orderId: string; lineId: string }) => Promise<unknown>;
/** What a second till does to a table that it took up, since it believes it to be held. */
const TOUCHES: Readonly<Record<string, Touch>> = {
  'more of it': (till, at) => said(till.call.orders.changeLine({ ...at, quantity: 4 })),
  'another line': (till, { orderId }) => till.addLine(orderId),
  'a line gone': (till, at) => said(till.call.orders.removeLine(at)),
  'another type': (till, { orderId }) => said(till.call.orders.changeType({ orderId, orderType: 'takeaway' })),
  cancelled: (till, { orderId }) => said(till.call.orders.cancelDraft({ orderId, reason: 'se cansaron de esperar' })),
};

type Seen = { readonly id: string; readonly state: OrderState; readonly paid: number; readonly balance: number };

/**
 * Odoo issue 288974, so many times: a draft is synced, paid on a till that is offline, touched on another one that is
 * not; then the first comes back, and starts again. A paid order must stay one everywhere.
 */
export async function touchPaidTables(orders: number): Promise<TouchedTables> {
  const cloud = await openTrialCloud();
  const shutter = await faultProxy(cloud.cloud.url, () => 'pass');
  let payer = await enrolledTill(cloud, shutter.url);
  const toucher = await enrolledTill(cloud, cloud.cloud.url);
  try {
    const drafts: { orderId: string; lineId: string }[] = [];
    for (let order = 0; order < orders; order += 1) {
      const orderId = payer.newId();
      drafts.push({ orderId, lineId: await payer.addLine(orderId) });
      await said(payer.call.orders.hold({ orderId }));
    }
    await drained(payer);
    await caughtUp(toucher, cloud);
    shutter.setOpen(false);
    const paid = new Map<string, number>();
    for (const { orderId } of drafts) paid.set(orderId, await payInCash(payer, orderId));
    const touches: Record<string, number> = {};
    for (const [index, draft] of drafts.entries()) {
      const [name, touch] = Object.entries(TOUCHES)[index % Object.keys(TOUCHES).length] ?? [];
      if (name === undefined || touch === undefined) continue;
      await said(toucher.call.orders.resume({ orderId: draft.orderId }));
      await touch(toucher, draft);
      touches[name] = (touches[name] ?? 0) + 1;
    }
    await drained(toucher);
    shutter.setOpen(true);
    await drained(payer);
    await payer.stop();
    payer = startTill(shutter.url, undefined, payer.folder);
    for (const till of [payer, toucher]) await caughtUp(till, cloud);
    return { orders, touches, ...judged(paid, await viewsOf(cloud, [payer, toucher])) };
  } finally {
    await payer.close();
    await toucher.close();
    await shutter.close();
    await cloud.close();
  }
}

/** A touch that the till refused would prove nothing. */
async function said(
  answer: Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } }>,
): Promise<void> {
  const given = await answer;
  if (!given.ok) throw new Error(given.refusal.code);
}

async function payInCash(till: TrialTill, orderId: string): Promise<number> {
  await said(till.call.orders.resume({ orderId }));
  const answer = await till.call.orders.pay({ method: 'cash', orderId, paymentId: till.newId(), tendered: money(1_000_000) });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.paid;
}

/** Until the till has pulled all that the branch has. */
async function caughtUp(till: TrialTill, cloud: TrialCloud): Promise<void> {
  const [row] = await cloud.look<{ head: number }>(`SELECT max(head)::float8 AS head FROM scopes WHERE scope LIKE 'branch:%'`);
  const givenUpAt = performance.now() + 60_000;
  const position = () =>
    till.branch.services.core.db.get<{ position: number }>(`SELECT position FROM cursors WHERE scope = 'branch'`)?.position ?? 0;
  while (position() < (row?.head ?? 0)) {
    if (performance.now() > givenUpAt) throw new Error(`the till is at ${position()} of ${row?.head}`);
    till.branch.services.link.syncNow();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

async function viewsOf(cloud: TrialCloud, tills: readonly TrialTill[]): Promise<ReadonlyMap<string, Seen>[]> {
  const columns = 'SELECT id, state, paid, balance FROM orders';
  const ofTills = tills.map((till) => till.branch.services.core.db.all<Seen>(columns));
  const ofCloud = await cloud.look<Seen>('SELECT id, state, paid::float8 AS paid, balance::float8 AS balance FROM orders');
  return [...ofTills, ofCloud].map((rows) => new Map(rows.map((row) => [row.id, row])));
}

function judged(paid: ReadonlyMap<string, number>, views: readonly ReadonlyMap<string, Seen>[]): Pick<TouchedTables, 'unpaid' | 'unlike'> {
  let unpaid = 0;
  let unlike = 0;
  for (const [id, amount] of paid) {
    const seen = views.map((view) => view.get(id));
    if (seen.some((order) => order === undefined || order.state === 'draft' || order.paid !== amount)) unpaid += 1;
    const distinct = new Set(seen.map((order) => `${order?.state} ${order?.paid} ${order?.balance}`));
    if (distinct.size > 1) unlike += 1;
  }
  return { unpaid, unlike };
}
