// A till that rings up orders until it is killed. Before each one it says which it is about to do, after the commit that it is done.
// It leaves out the router and the PINs: thirty of these have to start in a few seconds.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { uuidv7 } from '@fastops/shared/base/id';
import { money } from '@fastops/shared/base/money';
import { createCore, type Enrolment } from '../core.ts';
import { openDatabase } from '../db/open.ts';
import { readMigrations } from '../db/migrate.ts';
import { ringUp } from '../modules/orders/orders.service.ts';

/** What the test hands over: a till that is enrolled and has its cash session open. */
export type RingUpOrders = {
  readonly folder: string;
  readonly enrolment: Enrolment;
  readonly productId: string;
  readonly actorId: string;
  /** Dies by its own hand when the first order is on disk, before anybody hears of it. */
  readonly diesInDoubt?: boolean;
};

const { folder, enrolment, productId, actorId, diesInDoubt }: RingUpOrders = JSON.parse(process.argv[2] ?? '{}');
const db = openDatabase({ file: join(folder, 'branch.db'), migrations: readMigrations(), driver: {}, allowOldSqlite: false });
const newId = () => uuidv7(Date.now(), randomBytes(10));
const core = createCore(db, { now: () => Date.now(), newId });
core.setEnrolment(enrolment);
if (diesInDoubt) core.onChange(() => void process.kill(process.pid, 'SIGKILL'));
const actor = { id: actorId, name: 'Ana', role: 'cashier', permissions: 0n };
for (;;) {
  const orderId = newId();
  const selections = [1, 2, 3, 4].map(() => ({ lineId: newId(), productId, quantity: 1, choices: [] }));
  const order = { orderId, orderType: 'counter', selections, paymentId: newId(), tendered: money(100_000) } as const;
  process.stdout.write(`ringing ${JSON.stringify(order)}\n`);
  const answer = core.execute(actor, (ctx) => ringUp(ctx, order));
  if (!answer.ok) throw new Error(answer.refusal.code);
  process.stdout.write(`done ${orderId}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
