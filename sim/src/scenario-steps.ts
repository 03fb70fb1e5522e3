import { openSession } from '@fastops/desktop/branch/modules/cash/cash.service';
import { refundOrder } from '@fastops/desktop/branch/modules/orders/refund.service';
import { ringUp, type OrderAnswer } from '@fastops/desktop/branch/modules/orders/orders.service';
import { money } from '@fastops/shared/base/money';
import { closing } from './actions.ts';
import type { Fault } from './promises.ts';
import type { Till } from './till.ts';
import type { World } from './world.ts';

/** A story told step by step, for what luck meets too rarely. The usual audit follows it. */
export type Scenario = { readonly name: string; readonly tills: number; play(world: World): Promise<Fault[] | void> };

/** Ids that a sale was begun with. */
export type Sale = { readonly orderId: string; readonly paymentId: string };

const PRICE = 12_000;
const OUTLIVES_A_CALL_MS = 20_000;

type Several = readonly [Till, Till];

/** The first tills, with their menu and an open shift, all of it in the cloud. */
export async function openShiftAt(world: World, count: 1): Promise<readonly [Till]>;
export async function openShiftAt(world: World, count: 2): Promise<Several>;
export async function openShiftAt(world: World, count: 3): Promise<readonly [Till, Till, Till]>;
export async function openShiftAt(world: World, count: number): Promise<readonly Till[]> {
  const tills = world.tills.slice(0, count);
  await speak(world, ...tills);
  for (const till of tills) openShift(till);
  await speak(world, ...tills);
  return tills;
}

export function openShift(till: Till): void {
  const sessionId = till.core().machine.newId();
  till.act('opens', (ctx) => openSession(ctx, { sessionId, openingFloat: money(100_000), reason: 'sim' }));
}

/** One salchipapa, paid in cash; the receipt goes to the ledger when the till says that it is done. */
export function sellAt(world: World, till: Till, sale: Sale = newSale(till)): OrderAnswer | 'cut' {
  const selections = [{ lineId: sale.orderId, productId: world.shop.productIds[0] ?? '', quantity: 1, choices: [] }];
  const result = till.act('sells', (ctx) => ringUp(ctx, { ...sale, orderType: 'counter', selections, tendered: money(100_000) }));
  if (result === 'cut') return result;
  if (!result.ok) throw new Error(`${till.name} can't sell: ${result.refusal.code}`);
  const amount = result.value.payments.find(({ id }) => id === sale.paymentId)?.amount ?? PRICE;
  world.ledger.receipts.push({ ...sale, amount });
  return result;
}

/** The same sale once more, as after a screen that never answered. */
export function repeatSale(world: World, till: Till, sale: Sale): void {
  sellAt(world, till, sale);
}

/** Each of these has an exchange of everything, one after the other. */
export async function speak(world: World, ...tills: readonly Till[]): Promise<void> {
  for (const till of tills) {
    await till.exchange();
    await world.time.run(world.time.now() + OUTLIVES_A_CALL_MS);
  }
}

/** Counts the drawer and closes the shift. */
export function closeShift(till: Till): void {
  const { label, run } = closing(till, money(100_000));
  till.act(label, run);
}

/** Gives back some money of the oldest paid order that this till knows. */
export function refundOldest(till: Till): void {
  const { db, machine } = till.core();
  const row = db.get<{ orderId: string; paymentId: string }>(
    `SELECT p.order_id AS orderId, p.id AS paymentId FROM payments p JOIN orders o ON o.company_id = p.company_id AND o.id = p.order_id
     WHERE p.method = 'cash' ORDER BY o.business_day, o.id LIMIT 1`,
  );
  if (!row) throw new Error('nothing was ever paid here');
  const given = { id: machine.newId(), paymentId: row.paymentId, amount: money(1_000), lines: [], reason: 'sim' };
  till.act('refunds', (ctx) => refundOrder(ctx, { orderId: row.orderId, refunds: [given] }));
}

function newSale(till: Till): Sale {
  const { newId } = till.core().machine;
  return { orderId: newId(), paymentId: newId() };
}
