import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { money } from '@fastops/shared/base/money';
import type { BranchRouter } from '../rpc/router.ts';
import { anOrder, STAFF } from './branch-fixture.ts';
import { newId, type ShopTill } from './lan-shop.ts';

const readySchema = z.object({ rpcUrl: z.string(), token: z.string() });

/** A till in a process of its own, without a window, with a manager logged in. */
export type TillProcess = {
  readonly till: ShopTill;
  readonly call: ReturnType<typeof createTRPCClient<BranchRouter>>;
  /** The plug is pulled. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

export async function runTill(till: ShopTill): Promise<TillProcess> {
  const script = new URL('../headless.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'], ...till.variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = readySchema.parse(JSON.parse(await firstLine(child)));
  const call = createTRPCClient<BranchRouter>({
    // In a batch of one, because the plain link sends a call without input as no JSON at all.
    links: [httpBatchLink({ maxItems: 1, url: ready.rpcUrl, headers: { authorization: `Bearer ${ready.token}` } })],
  });
  await call.identity.login.mutate({ staffId: STAFF.laura.id, pin: STAFF.laura.pin });
  const end = (signal: 'SIGKILL' | 'SIGTERM') => async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return { till, call, kill: end('SIGKILL'), stop: end('SIGTERM') };
}

/** One paid order, as the screens ring it up. */
export async function sellAt({ call }: TillProcess): Promise<string> {
  const { session } = await call.cash.status.query();
  if (!session) await call.cash.open.mutate({ sessionId: newId(), openingFloat: money(100_000) });
  const answer = await call.orders.ringUp.mutate({ ...anOrder({ newId }) });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.id;
}

/** Whether the till knows an order as paid. */
export async function knows({ call }: TillProcess, orderId: string): Promise<boolean> {
  const answer = await call.orders.find.query({ orderId });
  return answer.ok && answer.value.paid > 0;
}

/** Whether the till's own kitchen printer got the order's ticket. */
export async function hasPrinted({ call, till }: TillProcess, orderId: string): Promise<boolean> {
  const jobs = await call.printing.jobs.query({ show: 'recent', limit: 50 });
  const isOut = jobs.some((job) => job.orderId === orderId && job.kind === 'kitchen' && job.state === 'printed');
  return isOut && existsSync(till.ticketFile) && statSync(till.ticketFile).size > 0;
}

/** What the till's log holds: how many facts, how much money, which ones. */
export function logOf({ till }: TillProcess): { readonly events: number; readonly taken: number; readonly ids: string } {
  const db = new Database(join(till.env.dataDir, 'branch.db'), { readonly: true });
  try {
    const rows = db
      .prepare('SELECT id, value FROM events ORDER BY id')
      .all()
      .map((row) => rowSchema.parse(row));
    return { events: rows.length, taken: rows.reduce((sum, { value }) => sum + value, 0), ids: rows.map(({ id }) => id).join() };
  } finally {
    db.close();
  }
}

const rowSchema = z.object({ id: z.string(), value: z.number() });

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the till has no voice');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the till ended without a word');
}
