import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anOrder, countOf, demolish, onShift, openTill, STAFF, type Till } from '../testing/branch-fixture.ts';

let till: Till;
let orderId: string;
let lineId: string;
beforeEach(async () => {
  till = await onShift(openTill());
  orderId = till.newId();
  lineId = till.newId();
  const [first] = anOrder(till).selections;
  if (!first) throw new Error('an order has a line');
  await till.call.orders.addLine({ orderId, orderType: 'counter', selection: { ...first, lineId, quantity: 3, choices: [] } });
  await till.call.orders.place({ orderId });
});
afterEach(() => demolish(till));

const aVoid = (quantity = 1) => ({ orderId, voided: { id: till.newId(), lineId, quantity, reason: 'Cambió de idea' } });

/** What the refusal asks a supervisor. */
async function asked(answer: Promise<{ ok: boolean }>): Promise<string> {
  const refused: { ok: boolean; refusal?: { requestId?: string } } = await answer;
  if (refused.refusal?.requestId === undefined) throw new Error('nothing was asked');
  return refused.refusal.requestId;
}

const approve = (requestId: string, who: keyof typeof STAFF = 'laura', pin: string = STAFF[who].pin) =>
  till.call.identity.approve({ requestId, staffId: STAFF[who].id, pin });

const lastFacts = (n: number) =>
  till.core.db.all<{ type: string; actor: string; approver: string | null }>(
    'SELECT type, actor_id AS actor, approved_by_id AS approver FROM events ORDER BY position DESC LIMIT ?',
    n,
  );

describe('a command that needs a supervisor', () => {
  test('is refused with what it needs, runs once when a supervisor says so, and its facts name both', async () => {
    const input = aVoid();
    const before = countOf(till, 'events');
    const refused = till.call.orders.voidLine(input);
    expect(await refused).toMatchObject({
      ok: false,
      refusal: { code: 'void.over-limit', needs: 'orders.void', over: { limit: 'voidAmount', amount: 25_000 } },
    });
    expect(countOf(till, 'events')).toBe(before);
    const requestId = await asked(refused);
    expect(await till.call.identity.approvers({ requestId })).toEqual([{ id: STAFF.laura.id, name: 'Laura Gómez', role: 'manager' }]);
    expect(await approve(requestId)).toMatchObject({ ok: true });
    expect(await till.call.orders.voidLine(input)).toMatchObject({ ok: true, value: { voided: [{ quantity: 1 }] } });
    expect(lastFacts(1)).toEqual([{ type: 'order.line-voided', actor: STAFF.ana.id, approver: STAFF.laura.id }]);
    // Ana is still the one at the till, and a second void asks again.
    expect(await till.call.identity.me()).toMatchObject({ name: 'Ana Ruiz' });
    expect(await till.call.orders.voidLine(aVoid())).toMatchObject({ refusal: { code: 'void.over-limit' } });
  });

  test('is approved as it was asked: another amount, another command or another person find nothing approved', async () => {
    const input = aVoid();
    expect(await approve(await asked(till.call.orders.voidLine(input)))).toMatchObject({ ok: true });
    const more = { ...input, voided: { ...input.voided, quantity: 3 } };
    expect(await till.call.orders.voidLine(more)).toMatchObject({ refusal: { code: 'void.over-limit' } });
    await till.call.identity.logout();
    await onShift(till);
    expect(await till.call.orders.voidLine(input)).toMatchObject({ refusal: { code: 'void.over-limit' } });
  });

  test('is approved for a minute, and the question waits ten', async () => {
    const input = aVoid();
    await approve(await asked(till.call.orders.voidLine(input)));
    till.clock.now += 60_001;
    const again = till.call.orders.voidLine(input);
    expect(await again).toMatchObject({ refusal: { code: 'void.over-limit' } });
    const requestId = await asked(again);
    till.clock.now += 600_001;
    expect(await approve(requestId)).toMatchObject({ refusal: { code: 'approval.gone' } });
  });

  test('over a limit is asked the same way, and a supervisor who left in between approves nothing', async () => {
    const discount = { id: till.newId(), kind: 'percent', value: 5_000, reason: 'Demora' } as const;
    const refused = till.call.orders.addDiscount({ orderId, discount });
    expect(await refused).toMatchObject({ refusal: { code: 'discount.over-limit', needs: 'orders.discount' } });
    await approve(await asked(refused));
    expect(await till.call.orders.addDiscount({ orderId, discount })).toMatchObject({ ok: true, value: { balance: 37_500 } });
    expect(lastFacts(1)).toEqual([{ type: 'order.discount-added', actor: STAFF.ana.id, approver: STAFF.laura.id }]);
  });
});

describe('who may approve', () => {
  test('nobody whose own permissions lack it, and the PIN is counted as at log-in', async () => {
    const requestId = await asked(till.call.orders.voidLine(aVoid()));
    expect(await approve(requestId, 'pedro')).toMatchObject({ refusal: { code: 'approval.not-allowed', name: 'Pedro Mora' } });
    expect(await approve(requestId, 'ana')).toMatchObject({ refusal: { code: 'approval.not-allowed' } });
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await approve(requestId, 'laura', '000000')).toMatchObject({ refusal: { code: 'login.wrong-pin' } });
    }
    expect(await approve(requestId)).toMatchObject({ refusal: { code: 'login.wait' } });
    expect(await till.call.orders.voidLine(aVoid())).toMatchObject({ refusal: { code: 'void.over-limit' } });
  });

  test('nothing that was never asked, and what no supervisor may allow stays forbidden', async () => {
    expect(await approve(till.newId())).toMatchObject({ refusal: { code: 'approval.gone' } });
    expect(await till.call.identity.approvers({ requestId: till.newId() })).toEqual([]);
    await till.call.identity.logout();
    await till.call.identity.login({ staffId: STAFF.pedro.id, pin: STAFF.pedro.pin });
    await expect(till.call.orders.place({ orderId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
