import { afterEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { acceptGrant } from '../../adapters/enrolment.ts';
import { aGrant, anOrder, closeShift, demolish, onShift, openTill, restart, signedGrant, type Till } from '../../testing/branch-fixture.ts';

let till: Till;
afterEach(() => demolish(till));

/** A shift with 100,000 of float and one sale of 25,000 in cash. */
async function soldOnce(): Promise<{ sessionId: string; orderId: string }> {
  till = await onShift(openTill());
  const order = anOrder(till);
  const paid = await till.call.orders.ringUp(order);
  if (!paid.ok) throw new Error(paid.refusal.code);
  const { session } = await till.call.cash.status();
  return { sessionId: session?.id ?? '', orderId: order.orderId };
}

const aCount = (total: number, piles: { denomination: number; quantity: number }[] = []) => ({
  id: till.newId(),
  purpose: 'close' as const,
  piles: piles.map(({ denomination, quantity }) => ({ denomination: money(denomination), quantity })),
  total: money(total),
});

describe('a till whose company owes its subscription', () => {
  const owing = (worksUntil: number) =>
    acceptGrant(till.core, till.secrets, signedGrant(aGrant({ version: 2, subscription: 'suspended', worksUntil })));

  test('sells on and closes the shift that runs, and opens no other once the time has ended', async () => {
    till = await onShift(openTill());
    owing(till.clock.now - 1);
    expect(await till.call.orders.ringUp(anOrder(till))).toMatchObject({ ok: true });
    await closeShift(till, 125_000);
    const again = { sessionId: till.newId(), openingFloat: (await till.call.cash.status()).suggestedFloat };
    expect(await till.call.cash.open(again)).toMatchObject({ ok: false, refusal: { code: 'subscription.ended' } });
    acceptGrant(till.core, till.secrets, signedGrant(aGrant({ version: 3 })));
    expect(await till.call.cash.open(again)).toMatchObject({ ok: true });
  });

  test('opens its shifts until then', async () => {
    till = await onShift(openTill());
    owing(till.clock.now + 86_400_000);
    await closeShift(till, 125_000);
    const again = { sessionId: till.newId(), openingFloat: (await till.call.cash.status()).suggestedFloat };
    expect(await till.call.cash.open(again)).toMatchObject({ ok: true });
  });
});

describe('a blind close', () => {
  test('nothing says what the drawer should hold before the count is sealed', async () => {
    await soldOnce();
    const status = JSON.stringify(await till.call.cash.status());
    expect(status).not.toContain('125000');
    expect(status).not.toContain('expected');
    await expect(till.call.cash.reading()).rejects.toThrow('needs cash.read-expected');
  });

  test('the sealed count tells the difference, the close keeps both, and the number is never used again', async () => {
    const { sessionId } = await soldOnce();
    const count = aCount(124_950);
    expect(await till.call.cash.count(count)).toMatchObject({ ok: true, value: { expected: 125_000, difference: -50 } });
    const close = { countId: count.id, floatLeft: money(80_000) };
    expect(await till.call.cash.close(close)).toMatchObject({ ok: false, refusal: { code: 'cash.reason-needed', difference: -50 } });
    const closed = await till.call.cash.close({ ...close, reason: 'moneda perdida' });
    expect(closed).toMatchObject({ ok: true, value: { sessionId, zNumber: 1, difference: -50 } });
    expect(await till.call.cash.status()).toEqual({ session: null, suggestedFloat: 80_000 });
    await till.call.cash.open({ sessionId: till.newId(), openingFloat: money(80_000) });
    await closeShift(till, 80_000);
    till = await onShift(restart(till));
    expect(till.core.db.all('SELECT z_number AS z FROM cash_sessions WHERE closed_at IS NOT NULL ORDER BY z_number')).toEqual([
      { z: 1 },
      { z: 2 },
    ]);
  });

  test('a second count is kept beside the first, and the close stands on the one it names', async () => {
    const { sessionId } = await soldOnce();
    const [first, second] = [aCount(100_000), aCount(125_000)];
    await till.call.cash.count(first);
    await till.call.cash.count(second);
    await till.call.cash.count(second);
    expect(await till.call.cash.close({ countId: second.id, floatLeft: money(0) })).toMatchObject({ ok: true, value: { difference: 0 } });
    const counts = till.core.db.get<{ n: number }>(
      `SELECT count(*) AS n FROM events WHERE type = 'cash-session.counted' AND entity_id = ?`,
      sessionId,
    );
    expect(counts?.n).toBe(2);
  });

  test('piles that do not add up, a float above the count and an unknown count are refused, and nothing is stored', async () => {
    await soldOnce();
    const before = till.core.db.get<{ n: number }>('SELECT count(*) AS n FROM events');
    const wrong = await till.call.cash.count(aCount(125_000, [{ denomination: 50_000, quantity: 2 }]));
    expect(wrong).toMatchObject({ ok: false, refusal: { code: 'cash.count-differs', total: 100_000 } });
    expect(await till.call.cash.close({ countId: till.newId(), floatLeft: money(0) })).toMatchObject({
      refusal: { code: 'cash.not-counted' },
    });
    expect(till.core.db.get('SELECT count(*) AS n FROM events')).toEqual(before);
    const right = aCount(125_000);
    await till.call.cash.count(right);
    expect(await till.call.cash.close({ countId: right.id, floatLeft: money(125_001) })).toMatchObject({
      refusal: { code: 'cash.float-too-large' },
    });
  });
});

describe('money without a sale', () => {
  test('entries, expenses and drops move what is expected, each id once', async () => {
    await soldOnce();
    const gas = { id: till.newId(), kind: 'cash_out', amount: money(20_000), category: 'Gas' } as const;
    await till.call.cash.move(gas);
    await till.call.cash.move(gas);
    await till.call.cash.move({ id: till.newId(), kind: 'cash_in', amount: money(5_000) });
    await till.call.cash.move({ id: till.newId(), kind: 'safe_drop', amount: money(50_000), note: 'caja fuerte' });
    expect(await till.call.cash.count(aCount(60_000))).toMatchObject({ value: { expected: 60_000, difference: 0 } });
  });

  test.each([0, -1, 1.5, 10_000_000_000_000])('%d is no amount to move', async (amount) => {
    await soldOnce();
    await expect(till.call.cash.move({ id: till.newId(), kind: 'cash_in', amount: amount as never })).rejects.toThrow();
  });
});

test('a float that is not what the last close left needs a person who may say so, and a reason', async () => {
  await soldOnce();
  await closeShift(till, 125_000, 60_000);
  const other = { sessionId: till.newId(), openingFloat: money(70_000) };
  expect(await till.call.cash.open(other)).toMatchObject({ refusal: { code: 'cash.float-differs', left: 60_000 } });
  till.connection.actor = undefined;
  await till.call.identity.login({ staffId: '00000000-0000-7000-8000-000000000010', pin: '482159' });
  expect(await till.call.cash.open(other)).toMatchObject({ refusal: { code: 'cash.reason-needed' } });
  expect(await till.call.cash.open({ ...other, reason: 'se dejó más sencillo' })).toMatchObject({ ok: true });
});

test('a difference is explained by the order whose change stayed in the drawer', async () => {
  const { sessionId, orderId } = await soldOnce();
  expect(await till.call.cash.explain({ sessionId })).toMatchObject({ refusal: { code: 'cash.not-counted' } });
  // The customer of 25,000 handed over 1,000,000 and went without 975,000 of change.
  await till.call.cash.count(aCount(1_100_000));
  const answer = await till.call.cash.explain({ sessionId });
  expect(answer.ok && answer.value[0]?.mistakes[0]).toMatchObject({
    mistake: 'change-kept',
    effect: 975_000,
    subjects: [{ id: orderId, label: 'A-001', isOrder: true }],
  });
});

test('cash of a delivery that is missing is among the first a courier who has not handed it in', async () => {
  till = await onShift(openTill());
  await till.call.orders.ringUp({ ...anOrder(till), orderType: 'delivery' });
  await till.call.orders.ringUp(anOrder(till));
  const sessionId = till.core.db.get<{ id: string }>('SELECT id FROM cash_sessions WHERE closed_at IS NULL')?.id ?? '';
  await till.call.cash.count({ id: till.newId(), purpose: 'close', piles: [], total: money(125_000) });
  const answer = await till.call.cash.explain({ sessionId });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const causes = answer.value.slice(0, 3).map(({ mistakes }) => mistakes[0]);
  expect(causes).toContainEqual(
    expect.objectContaining({ mistake: 'courier-not-settled', subjects: [{ id: expect.any(String), label: 'A-001', isOrder: true }] }),
  );
});
