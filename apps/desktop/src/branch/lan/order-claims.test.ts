import { expect, onTestFinished, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { idOf, SALCHIPAPA } from '../testing/branch-fixture.ts';
import { becomeHub, demolishTill, newId, pairTill, prepareTill, sell, startTill, until, type RunningTill } from '../testing/lan-shop.ts';
import { orderClaims } from './order-claims.ts';

async function aShop(): Promise<{ hub: RunningTill; till: RunningTill; other: RunningTill }> {
  const tills = await Promise.all(
    ['A', 'B', 'C'].map(async (letter, index) => startTill(await prepareTill({ letter, number: index + 1 }))),
  );
  for (const till of tills) onTestFinished(() => demolishTill(till));
  const [hub, till, other] = tills;
  if (!hub || !till || !other) throw new Error('no shop');
  await becomeHub(hub);
  await pairTill(hub, till);
  await pairTill(hub, other);
  return { hub, till, other };
}

const revOf = ({ branch }: RunningTill, orderId: string) =>
  branch.services.core.db.get<{ rev: number | null }>('SELECT max(rev) AS rev FROM events WHERE entity_id = ?', orderId)?.rev ?? 0;

/** An order that owes, placed at one till and known to all. */
async function aSharedOrder(at: RunningTill, others: readonly RunningTill[]): Promise<string> {
  await sell(at);
  for (const each of others) await sell(each);
  const orderId = newId();
  const selection = { lineId: newId(), productId: SALCHIPAPA, quantity: 1, choices: [] };
  await at.call.orders.addLine({ orderId, orderType: 'dine_in', selection });
  await at.call.orders.place({ orderId });
  await until(() => others.every((each) => revOf(each, orderId) === revOf(at, orderId)));
  return orderId;
}

const pay = ({ call }: RunningTill, orderId: string) =>
  call.orders.pay({ orderId, paymentId: newId(), method: 'cash', tendered: money(50_000) });

test('of two tills that charge the same open order at the same moment one does, and the other hears that it changed elsewhere', async () => {
  const { hub, till, other } = await aShop();
  const orderId = await aSharedOrder(till, [hub, other]);
  const answers = await Promise.all([pay(till, orderId), pay(other, orderId)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'order.changed-elsewhere' } });
  await until(() => [hub, other].every((each) => revOf(each, orderId) === revOf(till, orderId)));
  const payments = hub.branch.services.core.db.all('SELECT 1 AS one FROM payments WHERE order_id = ?', orderId);
  expect(payments).toHaveLength(1);
});

test('the hub is one of the tills: it can’t change an order that a till was let in to change a moment ago', async () => {
  const { hub, till, other } = await aShop();
  const orderId = await aSharedOrder(till, [hub, other]);
  expect(hub.branch.services.lan.grantClaim({ orderId, rev: revOf(hub, orderId), terminalId: till.till.terminalId })).toBe(true);
  expect(await pay(hub, orderId)).toMatchObject({ ok: false, refusal: { code: 'order.changed-elsewhere' } });
  expect(await pay(till, orderId)).toMatchObject({ ok: true });
});

test('a till without its hub changes what it has: the fold settles it later', async () => {
  const { hub, till, other } = await aShop();
  const orderId = await aSharedOrder(till, [hub, other]);
  await hub.branch.close();
  await until(async () => (await till.call.lan.status())?.isConnected === false);
  expect(await pay(till, orderId)).toMatchObject({ ok: true });
});

test('a claim ends when facts came since, when its time is over, and never against its own till', () => {
  const claims = orderClaims();
  const [one, other] = [idOf(31), idOf(32)];
  const at = (terminalId: string, rev: number) => ({ orderId: idOf(9), rev, terminalId });
  expect(claims.take(at(one, 4), { knownRev: 4, now: 0 })).toBe(true);
  expect(claims.take(at(one, 4), { knownRev: 4, now: 1 })).toBe(true);
  expect(claims.take(at(other, 4), { knownRev: 4, now: 1 })).toBe(false);
  expect(claims.take(at(other, 4), { knownRev: 5, now: 1 })).toBe(false);
  expect(claims.take(at(other, 5), { knownRev: 5, now: 1 })).toBe(true);
  expect(claims.take(at(one, 5), { knownRev: 5, now: 3_001 })).toBe(true);
});
