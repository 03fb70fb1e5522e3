// The processes of the sync bench, one role each: `node sync.roles.ts ROLE INPUT`. Started by lib/roles.ts, answers over IPC.
import { statSync } from 'node:fs';
import { startCloud, type Cloud } from '@fastops/cloud/server/compose';
import { readEnv } from '@fastops/cloud/server/env';
import { foundCompany, openBranch } from '@fastops/cloud/server/modules/tenancy/tenancy.service';
import { createCode } from '@fastops/cloud/server/modules/terminals/terminals.service';
import { greet } from '@fastops/desktop/branch/workers/sync-greeting';
import { pullScope } from '@fastops/desktop/branch/workers/sync-pull';
import { pushAll } from '@fastops/desktop/branch/workers/sync-push';
import { ringUp } from '@fastops/desktop/branch/modules/orders/orders.service';
import { branchDay, ringUpOf, type DayOrder } from './lib/branch-day.ts';
import { crowd, type CrowdInput } from './lib/crowd.ts';
import { percentile } from './lib/report.ts';
import { cpuOf, memoryNow, peakMemory, timed } from './lib/roles.ts';
import { readyToSell, tillOver, wireCounter, type Account, type SyncTill } from './lib/sync-till.ts';
import { CASHIER, openFileAt } from './lib/till.ts';

const [, , role = '', text = '{}'] = process.argv;
const wire = wireCounter();

switch (role) {
  case 'server':
    await server(JSON.parse(text));
    break;
  case 'write':
    end(await write(JSON.parse(text)));
    break;
  case 'push':
    end(await push(JSON.parse(text)));
    break;
  case 'hydrate':
    end(await hydrate(JSON.parse(text)));
    break;
  case 'days':
    end(await days(JSON.parse(text)));
    break;
  case 'crowd':
    end(await crowd(JSON.parse(text) as CrowdInput));
    break;
  default:
    throw new Error(`no role ${role}`);
}

function answer(facts: object): void {
  process.send?.(facts);
}

/** The last answer; a profile is written by a process that ends by itself. */
function end(facts: object): void {
  process.send?.(facts, () => process.exit(0));
}

/** The cloud as it is run, with its door, its limits and its checks; questions found companies and tell its memory. */
async function server(env: Record<string, string>): Promise<void> {
  const cloud = await startCloud(readEnv({ FASTOPS_PORT: '0', FASTOPS_LOG: 'error', FASTOPS_TRUST_PROXY: '1', ...env }));
  process.once('SIGTERM', () => void cloud.close().then(() => process.exit(0)));
  process.on('message', (question: { found?: number; memory?: boolean }) => void reply(cloud, question));
  answer({ url: cloud.url });
}

async function reply(cloud: Cloud, question: { found?: number; tills?: number }): Promise<void> {
  if (question.found !== undefined) answer({ codes: await foundCompanies(cloud, question.found, question.tills ?? 1) });
  else {
    globalThis.gc?.();
    const heap = Math.round((process.memoryUsage().heapUsed / 2 ** 20) * 10) / 10;
    answer({ heap, now: memoryNow(), peak: peakMemory(), cpu: cpuOf() });
  }
}

/** New companies of one branch each, and a code for each till. */
async function foundCompanies({ services }: Cloud, companies: number, tills: number): Promise<string[]> {
  const codes: string[] = [];
  for (let index = 0; index < companies; index += 1) {
    const [companyId, branchId] = [services.machine.newId(), services.machine.newId()];
    await services.db.inCompany(companyId, async (sql) => {
      await foundCompany(sql, { name: 'El Parche', legalName: 'El Parche S.A.S.', nit: '900123456-8' }, companyId);
      await openBranch(sql, { ...BRANCH, branchId }, companyId);
      for (let till = 0; till < tills; till += 1) {
        const asked = { branchId, createdBy: companyId, now: services.machine.now() };
        const code = await createCode(sql, services.devices, asked);
        if (!code.ok) throw new Error(code.refusal.code);
        codes.push(code.value.code);
      }
    });
  }
  return codes;
}

const BRANCH = {
  branchName: 'Norte',
  address: 'Calle 80',
  phone: '601',
  utcOffsetHours: -5,
  dayStartHour: 5,
  tax: { code: 'INC', rateBp: 800 },
  receiptFooter: 'Gracias',
  language: 'es',
} as const;

type TillInput = { readonly file: string; readonly account: Account; readonly orders: number };

/** Terminal A, offline: one order, one commit, at synchronous=FULL. */
async function write({ file, account, orders }: TillInput): Promise<object> {
  const till = tillOver(openFileAt(file), account, 7);
  readyToSell(till, account.identity.companyId);
  const day = [...branchDay(orders)];
  const samples: number[] = [];
  const wall = await timed(() => {
    for (const order of day) samples.push(sell(till, order));
  });
  const facts = contentsOf(till);
  till.close();
  const figures = { wall, perSecond: Math.round((orders / wall) * 1000), p50: percentile(samples, 50), p99: percentile(samples, 99) };
  return { ...figures, peak: peakMemory(), bytes: statSync(file).size, ...facts };
}

function sell(till: SyncTill, order: DayOrder): number {
  till.setTime(order.at);
  const start = performance.now();
  const sold = till.core.execute(CASHIER, (ctx) => ringUp(ctx, ringUpOf(order)));
  if (!sold.ok) throw new Error(sold.refusal.code);
  return performance.now() - start;
}

/** Terminal A comes online: greets, then sends all it has. */
async function push({ file, account }: TillInput): Promise<object> {
  const till = tillOver(openFileAt(file), account, 8);
  const { companyId } = account.identity;
  const before = cpuOf();
  const wall = await timed(async () => {
    await greet(till.parts, companyId);
    if (!(await pushAll(till.parts, companyId))) throw new Error('fork');
  });
  const cpu = cpuOf() - before;
  const { unsent } = till.core.db.get<{ unsent: number }>('SELECT sum(last_seq - acked_seq) AS unsent FROM streams WHERE own = 1') ?? {};
  if (unsent !== 0) throw new Error(`${unsent} events were not acknowledged`);
  till.close();
  return { wall, cpu, ...wire(), peak: peakMemory() };
}

/** Terminal B, empty: everything of its branch. */
async function hydrate({ file, account, by }: TillInput & { by: 'pull' | 'snapshot' }): Promise<object> {
  const whole = tillOver(openFileAt(file), account, 9);
  const client = by === 'pull' ? { ...whole.parts.client, snapshot: async () => undefined } : whole.parts.client;
  const till = { ...whole, parts: { ...whole.parts, client } };
  const before = cpuOf();
  const wall = await timed(async () => {
    await greet(till.parts, account.identity.companyId);
    await pullScope(till.parts, 'company');
    await pullScope(till.parts, 'branch');
  });
  const cpu = cpuOf() - before;
  const facts = contentsOf(till);
  till.close();
  return { wall, cpu, ...wire(), peak: peakMemory(), ...facts };
}

/** What must be the same on both tills. */
function contentsOf({ core }: SyncTill): object {
  const sums = core.db.get<Record<string, number>>(
    `SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM order_lines) AS lines, (SELECT count(*) FROM payments) AS payments,
       (SELECT sum(total) FROM orders) AS total, (SELECT sum(amount) FROM payments) AS paid,
       (SELECT count(*) FROM events WHERE type LIKE 'order.%' OR type LIKE 'drawer.%') AS events`,
  );
  return { contents: { ...sums } };
}

/** Day after day through one server: terminal A sells and sends, and the server is asked what it holds. */
async function days({ file, account, orders, days: count }: TillInput & { days: number }): Promise<object> {
  const till = tillOver(openFileAt(file), account, 10);
  readyToSell(till, account.identity.companyId);
  for (let day = 1; day <= count; day += 1) {
    for (const order of branchDay(orders, 1_000 + day)) sell(till, order);
    if (!(await pushAll(till.parts, account.identity.companyId))) throw new Error('fork');
    answer({ day });
    await new Promise((resolve) => process.once('message', resolve));
  }
  till.close();
  return { done: true };
}
