// A till whose disk is full from some write on, until it is let go. Says what each person at it was told, as one JSON line.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { money } from '@fastops/shared/base/money';
import { diskReserve } from '../adapters/disk-reserve.ts';
import { anOrder, onShift, openTill, type Till } from './branch-fixture.ts';

/** `close`: the shift is closed on the full disk; `free`: somebody makes room first. */
export type FullDiskWay = 'close' | 'free';
export type FullDiskStory = {
  readonly sold: readonly string[];
  /** Everything that a sale leaves for printers and drawer, before and after those that were refused. */
  readonly jobsBefore: number;
  readonly jobsAfter: number;
  readonly refusals: readonly string[];
  readonly oldOrderReadable: boolean;
  readonly closed: string;
  readonly soldAgain: boolean;
  readonly soldAgainAfterMs: number;
};

const [folder = '', way] = process.argv.slice(2);
const reserve = diskReserve(folder);
writeFileSync(join(folder, 'reserve.bin'), 'a small one');
// Giving the room back makes room: from here on the system lets this process write again.
const till = await onShift(openTill(folder, undefined, { release: () => (reserve.release() ? (makeRoom(), true) : false) }), 'laura');
// With paper behind it, so that a sale leaves jobs.
const printer = { id: till.newId(), name: 'Recibos', role: 'both', profileId: 'generic-80' } as const;
await till.call.printing.add({ ...printer, transport: { kind: 'file', path: join(folder, 'paper') } });
process.stdout.write(`${JSON.stringify(await tell(till))}\n`);
till.close();

async function tell({ call, newId }: Till): Promise<FullDiskStory> {
  const sold: string[] = [];
  const jobs = () => till.core.db.get<{ n: number }>('SELECT count(*) AS n FROM print_jobs')?.n ?? 0;
  const refusals: string[] = [];
  let jobsBefore = 0;
  while (refusals.length < 3) {
    const order = anOrder(till, 4);
    if (refusals.length === 0) jobsBefore = jobs();
    const answer = await call.orders.ringUp(order);
    if (answer.ok) sold.push(order.orderId);
    else refusals.push(answer.refusal.code);
  }
  const jobsAfter = jobs();
  const found = await call.orders.find({ orderId: sold.at(-1) ?? newId() });
  const closed = way === 'close' ? await closeShift(till) : (makeRoom(), 'not asked');
  const freed = performance.now();
  if (way === 'close') await call.cash.open({ sessionId: newId(), openingFloat: money(100_000) });
  const again = await call.orders.ringUp(anOrder(till));
  const soldAgainAfterMs = Math.round(performance.now() - freed);
  return {
    sold,
    jobsBefore,
    jobsAfter,
    refusals,
    oldOrderReadable: found.ok,
    closed,
    soldAgain: again.ok,
    soldAgainAfterMs,
  };
}

async function closeShift({ call, newId, core }: Till): Promise<string> {
  const countId = newId();
  const { session } = await call.cash.status();
  const sales = core.db.get<{ sum: number }>('SELECT ifnull(sum(amount), 0) AS sum FROM payments')?.sum ?? 0;
  const total = money((session?.openingFloat ?? 0) + sales);
  const counted = await call.cash.count({ id: countId, purpose: 'close', total, piles: [] });
  if (!counted.ok) return counted.refusal.code;
  const answer = await call.cash.close({ countId, floatLeft: money(100_000) });
  return answer.ok ? 'closed' : answer.refusal.code;
}

/** Ends the tracer that fails our writes, and waits until it is gone. */
function makeRoom(): void {
  const tracer = () => Number(/^TracerPid:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
  const pid = tracer();
  if (pid > 0) process.kill(pid, 'SIGTERM');
  while (tracer() > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
