import type { CloudUnderTest } from './cloud-under-test.ts';
import type { Dice } from './dice.ts';
import { aLine, aPayment, type TestTill } from './shop.ts';

/** The last second of 2099: no till is older by then. */
const LATEST = Date.parse('2099-12-31T23:59:59Z');

/** Four facts of a sale of $ 10.000 in cash; the clock may be set in the middle of it. Answers the order's id. */
export function sellAt(cloud: CloudUnderTest, till: TestTill, { first, later }: { first: number; later: number }): string {
  const newId = () => cloud.services.machine.newId();
  const entityId = newId();
  till.add({ type: 'order.opened', entityId, rev: 1, body: { orderType: 'counter' }, at: first });
  till.add({ type: 'order.line-added', entityId, rev: 2, body: { line: aLine(newId, 10_000) }, at: first });
  till.add({ type: 'order.placed', entityId, rev: 3, body: { number: { series: 'A', sequence: till.log.length } }, at: later });
  till.add({ type: 'order.payment-added', entityId, rev: 4, body: { payment: aPayment(newId(), 10_000) }, at: later });
  return entityId;
}

/** A moment that some broken clock may show: near now, years off, or anywhere between the epoch and the end of the century. */
export function anyClock(cloud: CloudUnderTest, roll: Dice): number {
  const now = cloud.services.machine.now();
  const off = [120_000, 86_400_000, 366 * 86_400_000][roll(4)];
  if (off === undefined) return roll(1_000_000) * Math.floor(LATEST / 1_000_000);
  return Math.max(0, now + Math.round((roll(2_000_001) / 1_000_000 - 1) * off));
}

export async function moneyOf(cloud: CloudUnderTest, id: string) {
  const [row] = await cloud.look<{ state: string; total: number; paid: number }>(
    `SELECT state, total::int AS total, paid::int AS paid FROM orders WHERE id = '${id}'`,
  );
  return row;
}
