// A till that rings up some orders and closes, saying before each what it is about to do and afterwards that it is done.
// Its lines are written at once, so that they stand among its writes to the disk in the order in which they happened.
import { writeSync } from 'node:fs';
import { anOrder, onShift, openTill } from './branch-fixture.ts';

const [folder, orders, synchronous] = process.argv.slice(2);
const till = openTill(folder);
// The control: what the driver does by itself on a file that exists.
if (synchronous === 'NORMAL') till.core.db.pragma('synchronous = NORMAL');
await onShift(till);
for (let rung = 0; rung < Number(orders); rung += 1) {
  const order = anOrder(till, 4);
  writeSync(1, `ringing ${JSON.stringify(order)}\n`);
  const answer = await till.call.orders.ringUp(order);
  if (!answer.ok) throw new Error(answer.refusal.code);
  writeSync(1, `done ${order.orderId}\n`);
}
till.close();
