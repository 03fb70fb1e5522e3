import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from '@fastops/shared/base/id';
import { money } from '@fastops/shared/base/money';
import type { Grant } from '@fastops/shared/identity/grant';
import { compilePermissions } from '@fastops/shared/identity/permissions';
import { acceptGrant } from '../adapters/enrolment.ts';
import { secretFile } from '../adapters/secret-file.ts';
import { composeBranch, realMachine, type Branch } from '../compose.ts';
import { createCore } from '../core.ts';
import { openDatabase } from '../db/open.ts';
import { readMigrations } from '../db/migrate.ts';
import { readEnv, type BranchEnv } from '../env.ts';
import { addPrinter } from '../modules/printing/printing.service.ts';
import { applyPage, saveEnrolment } from '../modules/sync/sync.service.ts';
import { callBranch } from '../rpc/router.ts';
import { aGrant, aMenu, anOrder, CLOUD_KEY, idOf, menuPage, signedGrant, STAFF, TERMINAL } from './branch-fixture.ts';

/** A till of a shop as it lies on disk: enrolled, with a menu, and with a port of its own for its door. */
export type ShopTill = {
  readonly env: BranchEnv;
  readonly variables: Record<string, string>;
  readonly terminalId: string;
  readonly lanPort: number;
  /** What its own kitchen printer got. */
  readonly ticketFile: string;
};

const INSTALLER = { id: idOf(1), name: 'FastOps', role: 'installer', permissions: compilePermissions(['printers.manage']) };

type Wanted = {
  readonly letter: string;
  readonly number: number;
  readonly cloudUrl?: string;
  readonly grant?: Partial<Grant>;
  readonly beaconPort?: number;
  /** A machine of its own: another address of loopback, and the port that all of the shop have for the kitchen. */
  readonly host?: string;
  readonly kitchenPort?: number;
};

/** Prepares an enrolled till's folder. Its cloud is nowhere unless the test names one. */
export async function prepareTill(wanted: Wanted): Promise<ShopTill> {
  const { letter, number, cloudUrl = 'http://127.0.0.1:1', grant, beaconPort = 0, host = '127.0.0.1', kitchenPort = 0 } = wanted;
  const lanPort = await freePort();
  const folder = mkdtempSync(join(tmpdir(), `shop-${letter}-`));
  const variables = {
    FASTOPS_DATA: folder,
    FASTOPS_SECRETS: join(folder, 'till.secrets'),
    FASTOPS_LAN_HOST: host,
    FASTOPS_LAN_PORT: String(lanPort),
    // Shops of other tests on this machine are the same branch: they must not hear each other.
    FASTOPS_LAN_BEACON_PORT: String(beaconPort),
    FASTOPS_KITCHEN_PORT: String(kitchenPort),
    FASTOPS_LOG: 'silent',
  };
  const env = readEnv(variables);
  const terminalId = idOf(30 + number);
  const db = openDatabase({ file: join(folder, 'branch.db'), migrations: readMigrations(), driver: {}, allowOldSqlite: false });
  const core = createCore(db, realMachine());
  const secrets = secretFile({ path: env.secretsPath, backend: 'file' });
  const terminal = { ...TERMINAL, terminalId };
  const numbering = { streamId: idOf(40 + number), series: letter, cloudKey: CLOUD_KEY.publicKey };
  secrets.write('device-key', CLOUD_KEY.privateKey);
  core.transaction((tx) => saveEnrolment(tx, cloudUrl, { ...terminal, ...numbering }), []);
  acceptGrant(core, secrets, signedGrant(aGrant({ terminalId, terminalName: `Caja ${letter}`, ...grant })));
  core.transaction((tx) => applyPage(tx, terminal, menuPage(aMenu())), []);
  const ticketFile = join(folder, 'kitchen.escpos');
  const printer = { name: 'Cocina', role: 'kitchen', profileId: 'generic-80', transport: { kind: 'file', path: ticketFile } } as const;
  core.execute(INSTALLER, (ctx) => addPrinter(ctx, { id: ctx.newId(), ...printer }));
  db.close();
  return { ticketFile, env, variables, terminalId, lanPort };
}

/** A branch server over a prepared folder, with a manager logged in. */
export type RunningTill = { readonly till: ShopTill; readonly branch: Branch; readonly call: ReturnType<typeof callBranch> };

export async function startTill(till: ShopTill): Promise<RunningTill> {
  const branch = composeBranch(till.env, secretFile({ path: till.env.secretsPath, backend: 'file' }));
  const call = callBranch({ ...branch.services, connection: { actor: undefined } });
  const answer = await call.identity.login({ staffId: STAFF.laura.id, pin: STAFF.laura.pin });
  if (!answer.ok) throw new Error(answer.refusal.code);
  let closing: Promise<void> | undefined;
  return { till, branch: { ...branch, close: () => (closing ??= branch.close()) }, call };
}

export async function demolishTill({ till, branch }: RunningTill): Promise<void> {
  await branch.close();
  rmSync(till.env.dataDir, { recursive: true, force: true });
}

/** Takes the role and waits for the open door. */
export async function becomeHub({ call }: Pick<RunningTill, 'call'>): Promise<void> {
  await call.lan.takeRole();
  await until(async () => ((await call.lan.status())?.door ?? null) !== null);
}

/** Shows a code on the hub, types it at the till, waits for the line. */
export async function pairTill(hub: RunningTill, till: RunningTill): Promise<void> {
  const { code } = await hub.call.lan.offerCode({ kind: 'till' });
  const joined = await till.call.lan.join({ address: '127.0.0.1', port: hub.till.lanPort, code });
  if (!joined.ok) throw new Error(joined.refusal.code);
  await until(async () => (await till.call.lan.status())?.isConnected === true);
}

/** Rings up one paid order, opening the shift if need be. */
export async function sell({ call }: Pick<RunningTill, 'call'>): Promise<string> {
  if (!(await call.cash.status()).session) await call.cash.open({ sessionId: newId(), openingFloat: money(100_000) });
  const answer = await call.orders.ringUp({ ...anOrder({ newId }) });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.id;
}

/** What a till knows to be paid of an order. */
export function holds({ branch }: RunningTill, orderId: string): number {
  return branch.services.core.db.get<{ paid: number }>('SELECT paid FROM orders WHERE id = ?', orderId)?.paid ?? 0;
}

/** Whether anybody listens at the till's port. */
export function answers({ lanPort }: ShopTill): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(lanPort, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

export const newId = () => uuidv7(Date.now(), randomBytes(10));

/** Waits until something is so; the test's own limit of time ends it. */
export async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20));
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
