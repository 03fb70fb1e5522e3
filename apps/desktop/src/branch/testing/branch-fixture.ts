import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSync } from '@node-rs/argon2';
import { uuidv7 } from '@fastops/shared/base/id';
import { money } from '@fastops/shared/base/money';
import { productSchema, type Product } from '@fastops/shared/catalog/product';
import { grantSchema, type Grant } from '@fastops/shared/identity/grant';
import { compilePermissions, permissionsToHex } from '@fastops/shared/identity/permissions';
import { SYSTEM_ROLES, type SystemRole } from '@fastops/shared/identity/roles';
import type { Master, PullReply } from '@fastops/shared/sync/protocol';
import { acceptGrant, loadGrant } from '../adapters/enrolment.ts';
import { exportFolder } from '../adapters/export-folder.ts';
import { createIncarnations, type Incarnations } from '../adapters/incarnations.ts';
import { pinLogins } from '../adapters/pin-logins.ts';
import { argonPins } from '../adapters/pin-verifier.ts';
import { removals } from '../adapters/removals.ts';
import { receiptsOf } from '../adapters/receipts.ts';
import { newDeviceKey, signText } from '../adapters/seal.ts';
import { secretFile } from '../adapters/secret-file.ts';
import { createCore, type BranchCore, type Reserve } from '../core.ts';
import { openDatabase } from '../db/open.ts';
import { orderRelease } from '../db/release.ts';
import { readMigrations } from '../db/migrate.ts';
import { unparkKnown } from '../modules/sync/projections.service.ts';
import { applyPage, readIdentity, saveEnrolment } from '../modules/sync/sync.service.ts';
import { noFirstPerson, noFitness } from './no-fitness.ts';
import { noUpdates } from '../workers/update-loop.ts';
import { noCounter } from './no-counter.ts';
import { noLan } from './no-lan.ts';
import type { SecretPort } from '../ports.ts';
import { idleBackups } from './idle-backups.ts';
import type { Connection, Services } from '../rpc/procedures.ts';
import { callBranch } from '../rpc/router.ts';

/** Ids that read well in a failure: `idOf(7)` is …0007. */
export function idOf(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export const COMPANY = idOf(1);
export const TERMINAL = { companyId: COMPANY, branchId: idOf(2), terminalId: idOf(3) };
export const STREAM = idOf(4);
export const SALCHIPAPA = idOf(100);
export const SOLD_OUT = idOf(101);

/** Who works here, with PINs that only tests know. */
export const STAFF = {
  laura: { id: idOf(10), name: 'Laura Gómez', role: 'manager', pin: '482159' },
  ana: { id: idOf(11), name: 'Ana Ruiz', role: 'cashier', pin: '730264' },
  pedro: { id: idOf(12), name: 'Pedro Mora', role: 'cook', pin: '915837' },
} as const satisfies Record<string, { id: string; name: string; role: SystemRole; pin: string }>;

/** 20 November 2026, 19:30 in Bogotá. */
export const OPENING = Date.parse('2026-11-20T19:30:00-05:00');

// One key for all tests: tills of one cloud trust one cloud.
export const CLOUD_KEY = newDeviceKey();
const CHEAP = { memoryCost: 64, timeCost: 1 };
const PIN_HASHES = new Map(Object.values(STAFF).map(({ id, pin }) => [id, hashSync(pin, CHEAP)]));

/** A till on a real file, enrolled and with a menu, behind its real router. */
export type Till = {
  readonly folder: string;
  readonly core: BranchCore;
  readonly secrets: SecretPort;
  readonly services: Services;
  readonly incarnations: Incarnations;
  readonly connection: Connection;
  readonly call: ReturnType<typeof callBranch>;
  /** The machine's clock, in the test's hand. */
  readonly clock: { now: number };
  newId(): string;
  close(): void;
};

/** Opens the till in `folder`, or a new one in a folder of its own; an existing file is reopened as after a restart. */
export function openTill(folder = mkdtempSync(join(tmpdir(), 'till-')), cloudKey = CLOUD_KEY, reserve?: Reserve): Till {
  const db = openDatabase({ file: join(folder, 'branch.db'), migrations: readMigrations(), driver: {}, allowOldSqlite: false });
  const clock = { now: OPENING };
  const newId = () => uuidv7(clock.now, randomBytes(10));
  const core = createCore(db, { now: () => clock.now, newId }, reserve);
  const secrets = secretFile({ path: join(folder, 'till.secrets'), backend: 'file' });
  const incarnations = createIncarnations(core, secrets, () => {});
  if (readIdentity(db)) {
    loadGrant(core, secrets);
    incarnations.start();
    core.transaction((tx) => unparkKnown(tx, COMPANY), []);
  } else {
    const numbering = { streamId: STREAM, series: 'A', cloudKey: cloudKey.publicKey };
    core.transaction((tx) => saveEnrolment(tx, 'http://127.0.0.1:1', { ...TERMINAL, ...numbering }), []);
    acceptGrant(core, secrets, signedGrant(aGrant(), cloudKey.privateKey));
    core.transaction((tx) => applyPage(tx, TERMINAL, menuPage(aMenu())), []);
    incarnations.note();
  }
  const connection: Connection = { actor: undefined };
  const link = {
    state: () => ({ online: false, lastContactAt: null, lastError: null }),
    syncNow: () => {},
    bring: (): true | Promise<boolean> => true,
  };
  const enrolments = { enrol: () => Promise.resolve({ ok: false, refusal: { code: 'enrol.unreachable' } } as const) };
  const services: Services = {
    core,
    logins: pinLogins(core, argonPins),
    enrolments,
    link,
    backups: idleBackups,
    receipts: receiptsOf(core),
    exports: exportFolder(folder),
    releases: { release: (at) => orderRelease(folder, at) },
    removals: removals({ db, exports: exportFolder(folder), now: () => core.machine.now(), onAllowed: () => core.announce(['sync']) }),
    secretsBackend: secrets.backend,
    keychain: secrets.keychain,
    lan: noLan,
    updates: noUpdates('0.1.0'),
    fitness: noFitness,
    firstPerson: noFirstPerson,
    branchFile: undefined,
    printerFinder: { attached: async () => [], onNetwork: async () => [] },
    counter: noCounter,
  };
  const call = callBranch({ ...services, connection });
  const close = () => {
    incarnations.stop();
    db.close();
  };
  return { folder, core, secrets, services, incarnations, connection, call, clock, newId, close };
}

/** Stops the till and opens its file again, as after a restart. Nobody is logged in. */
export function restart(till: Till): Till {
  till.close();
  return openTill(till.folder);
}

/** Throws the till's file away. */
export function demolish(till: Till): void {
  till.close();
  rmSync(till.folder, { recursive: true, force: true });
}

/** Logs someone in and opens the cash session if it is shut. */
export async function onShift(till: Till, who: keyof typeof STAFF = 'ana'): Promise<Till> {
  const { id, pin } = STAFF[who];
  const answer = await till.call.identity.login({ staffId: id, pin });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const { session, suggestedFloat } = await till.call.cash.status();
  if (!session) await till.call.cash.open({ sessionId: till.newId(), openingFloat: suggestedFloat > 0 ? suggestedFloat : money(100_000) });
  return till;
}

/** Counts the drawer and closes the session with it, by the manager: a difference is given a reason, open orders go on. */
export async function closeShift(till: Till, counted: number, floatLeft = counted): Promise<void> {
  const before = till.connection.actor;
  const { id, pin } = STAFF.laura;
  await till.call.identity.login({ staffId: id, pin });
  const countId = till.newId();
  await till.call.cash.count({ id: countId, purpose: 'close', piles: [], total: money(counted) });
  const { openOrders, unverified } = await till.call.cash.closing();
  const answer = await till.call.cash.close({
    countId,
    floatLeft: money(floatLeft),
    reason: 'prueba',
    openOrders: openOrders.map((order) => ({ orderId: order.id, outcome: 'next-session' as const })),
    unverifiedSeen: unverified.map((transfer) => transfer.id),
  });
  if (!answer.ok) throw new Error(answer.refusal.code);
  till.connection.actor = before;
}

/** What a client sends to ring up one order, with ids of its own. */
export function anOrder(till: Pick<Till, 'newId'>, lines = 1) {
  const selections = Array.from({ length: lines }, () => ({ lineId: till.newId(), productId: SALCHIPAPA, quantity: 1, choices: [] }));
  return { orderId: till.newId(), paymentId: till.newId(), orderType: 'counter', selections, tendered: money(1_000_000) } as const;
}

/** A number of rows, for "nothing was left behind". */
export function countOf(till: Till, table: 'events' | 'orders' | 'order_lines' | 'payments' | 'number_series' | 'print_jobs'): number {
  return till.core.db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
}

export function aGrant(changes: Partial<Grant> = {}): Grant {
  const staff = Object.values(STAFF).map(({ id, name, role }) => {
    const permissions = permissionsToHex(compilePermissions(SYSTEM_ROLES[role]));
    return { id, name, role, permissions, pinHash: PIN_HASHES.get(id) ?? '' };
  });
  const branch = {
    companyId: COMPANY,
    companyName: 'Salchipapas El Parche',
    legalName: 'El Parche SAS',
    nit: '900.123.456-7',
    branchId: TERMINAL.branchId,
    branchName: 'Norte',
    address: 'Cra 7 # 12-34',
    phone: '601 555 0100',
    utcOffsetHours: -5,
    dayStartHour: 4,
    tax: { code: 'INC', rateBp: 800 },
    receiptFooter: '¡Vuelva pronto!',
    language: 'es',
  };
  const times = { issuedAt: OPENING, expiresAt: OPENING + 86_400_000 };
  const terminal = { version: 1, terminalId: TERMINAL.terminalId, terminalName: 'Caja A' };
  return grantSchema.parse({ ...terminal, ...times, branch, staff, subscription: 'active', ...changes });
}

/** A grant as the cloud hands it out: a compact JWS. */
export function signedGrant(grant: Grant, privateKey = CLOUD_KEY.privateKey): string {
  return signedByCloud(grant, privateKey);
}

/** What the cloud signs, grants and receipts alike. */
export function signedByCloud(payload: object, privateKey = CLOUD_KEY.privateKey): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'EdDSA' })}.${part(payload)}`;
  return `${signed}.${signText(signed, privateKey)}`;
}

export function aProduct(changes: Partial<Product> = {}): Product {
  const menu = { categoryId: idOf(99), kind: 'single', sizes: [], groupIds: [], stations: ['fry'], sort: 1 };
  const salchipapa = { id: SALCHIPAPA, name: 'Salchipapa ñoña', price: 25_000, tax: { code: 'INC', rateBp: 800 }, soldOut: false };
  return productSchema.parse({ ...salchipapa, ...menu, ...changes });
}

export function aMaster(doc: Product, changes: Partial<Master> = {}): Master {
  return { kind: 'product', id: doc.id, version: 1, deleted: false, doc, ...changes };
}

/** The menu that a fresh till has pulled. */
export function aMenu(): Master[] {
  return [aMaster(aProduct()), aMaster(aProduct({ id: SOLD_OUT, name: 'Agotada', soldOut: true }))];
}

/** One page of the company's masters, from the start of a lineage. */
export function menuPage(masters: readonly Master[], epoch = 'e1'): PullReply & { scope: 'company' } {
  const entries = masters.map((master, index) => ({ position: index + 1, master }));
  return { scope: 'company', epoch, head: entries.length, entries };
}
