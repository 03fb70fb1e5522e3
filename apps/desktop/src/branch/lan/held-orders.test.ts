import { expect, onTestFinished, test } from 'vitest';
import { SALCHIPAPA } from '../testing/branch-fixture.ts';
import { becomeHub, demolishTill, newId, pairTill, prepareTill, sell, startTill, until, type RunningTill } from '../testing/lan-shop.ts';

async function aShop(): Promise<[RunningTill, RunningTill, RunningTill]> {
  const tills = await Promise.all(
    ['A', 'B', 'C'].map(async (letter, index) => startTill(await prepareTill({ letter, number: index + 1 }))),
  );
  for (const till of tills) onTestFinished(() => demolishTill(till));
  const [hub, till, other] = tills;
  if (!hub || !till || !other) throw new Error('no shop');
  await becomeHub(hub);
  await pairTill(hub, till);
  await pairTill(hub, other);
  // A sale opens each till's shift.
  for (const each of [hub, till, other]) await sell(each);
  return [hub, till, other];
}

const heldAt = async ({ call }: RunningTill) => (await call.orders.open()).held.map(({ id, label }) => [id, label]);

/** A cart of one till, put aside and seen by all. */
async function aHeldOrder(at: RunningTill, all: readonly RunningTill[]): Promise<string> {
  const orderId = newId();
  const selection = { lineId: newId(), productId: SALCHIPAPA, quantity: 2, choices: [] };
  await at.call.orders.addLine({ orderId, orderType: 'counter', selection });
  expect(await at.call.orders.hold({ orderId, label: 'Señora del perro' })).toMatchObject({ ok: true });
  await until(async () => (await Promise.all(all.map(heldAt))).every((held) => held.some(([id]) => id === orderId)));
  return orderId;
}

test('an order held at one till is resumed at the other, where it is paid; every till sees it once', async () => {
  const [hub, till, other] = await aShop();
  const orderId = await aHeldOrder(till, [hub, till, other]);
  expect(await other.call.orders.resume({ orderId })).toMatchObject({
    value: { heldById: other.till.terminalId, lines: [{ quantity: 2 }] },
  });
  expect(await other.call.orders.current()).toMatchObject({ id: orderId });
  await until(async () => (await heldAt(till)).length === 0);
  expect(await till.call.orders.current()).toBeNull();
  const selection = { lineId: newId(), productId: SALCHIPAPA, quantity: 1, choices: [] };
  expect(await till.call.orders.addLine({ orderId, orderType: 'counter', selection })).toMatchObject({ ok: false });
  expect(await other.call.orders.pay({ orderId, paymentId: newId(), method: 'card' })).toMatchObject({
    value: { balance: 0, needsReview: [] },
  });
  await until(async () => (await till.call.orders.recent({ limit: 10 })).some(({ id, balance }) => id === orderId && balance === 0));
});

test('of the tills that resume it at the same moment one has it, also when it was put aside by one of them', async () => {
  const [hub, till, other] = await aShop();
  const orderId = await aHeldOrder(till, [hub, till, other]);
  const answers = await Promise.all([till, other].map(({ call }) => call.orders.resume({ orderId })));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  await until(async () => (await Promise.all([hub, till, other].map(heldAt))).every((held) => held.length === 0));
  const carts = await Promise.all([till, other].map(({ call }) => call.orders.current()));
  expect(carts.filter((cart) => cart?.id === orderId)).toHaveLength(1);
});
