import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { uuidv7 } from '@fastops/shared/base/id';
import { runInThread } from './adapters/snapshot-thread.ts';
import { acceptGrant, enrolments, loadGrant, storedIdentity } from './adapters/enrolment.ts';
import { diskReserve, keepFilled } from './adapters/disk-reserve.ts';
import { cloudClient } from './adapters/cloud-client.ts';
import { farewellClient } from './adapters/farewell-client.ts';
import { createFarewells, type Farewells } from './adapters/farewells.ts';
import { exportFolder } from './adapters/export-folder.ts';
import { createIncarnations, type Incarnations } from './adapters/incarnations.ts';
import { pinLogins } from './adapters/pin-logins.ts';
import { argonPins } from './adapters/pin-verifier.ts';
import { logRing } from './adapters/log-ring.ts';
import { removals } from './adapters/removals.ts';
import { receiptsOf } from './adapters/receipts.ts';
import { createCounterDevices } from './devices/counter/counter-devices.ts';
import { createDocumentEncoder } from './devices/escpos-encoder.ts';
import { createPrinterFinder } from './devices/printer-finder.ts';
import { logoFile, shopLogo } from './devices/logo-file.ts';
import { createLogoSource } from './devices/raster.ts';
import { openTransport } from './devices/transports/open-transport.ts';
import { createCore, type BranchCore, type Machine } from './core.ts';
import { finishRelease, orderRelease } from './db/release.ts';
import { readTail } from './db/aside-tail.ts';
import type { DriverChoice } from './db/driver.ts';
import { ownStream } from './db/event-log.ts';
import { afterGoingBack } from './db/went-back.ts';
import { computerOf } from './computer-parts.ts';
import { finishRestore } from './db/restore.ts';
import type { Database } from './db/access.ts';
import { openDatabase } from './db/open.ts';
import { latestVersion, readMigrations, type Migration } from './db/migrate.ts';
import type { BranchEnv } from './env.ts';
import { lanStation } from './lan/lan-station.ts';
import { ticketLogo } from './modules/catalog/catalog.service.ts';
import { standingOf } from './modules/lan/lan-status.service.ts';
import { salvageTail } from './modules/backups/salvage.service.ts';
import { drawerState } from './modules/printing/printing.service.ts';
import { unparkKnown } from './modules/sync/projections.service.ts';
import { readIdentity, type Identity } from './modules/sync/sync.service.ts';
import type { LinkPort, SecretPort } from './ports.ts';
import type { Services } from './rpc/procedures.ts';
import { startBackups } from './workers/backup-worker.ts';
import { startKitchenLadder } from './workers/kitchen-ladder.ts';
import { startDrawerWatch } from './workers/drawer-watch.ts';
import { startPrintWorkers } from './workers/print-worker.ts';
import { startRelayLoop } from './workers/relay-loop.ts';
import { bringOrder, startBackfill } from './workers/sync-hollow.ts';
import { startSyncLoop, syncOnce, type SyncParts } from './workers/sync-loop.ts';

/** The version that the cloud sees; a test keeps it in step with package.json. */
export const APP_VERSION = '0.1.0';

/** A running branch server: what doors (port, HTTP) serve, and how it stops. */
export type Branch = {
  readonly services: Services;
  readonly log: Logger;
  /** Kept when this process should end so that another opens the file anew (a copy is put back). */
  readonly restartWanted: Promise<void>;
  /** Kept when another version of the whole till should start. */
  readonly relaunchWanted: Promise<void>;
  close(): Promise<void>;
};

const OFFLINE: Omit<LinkPort, 'bring'> = { state: () => ({ online: false, lastContactAt: null, lastError: null }), syncNow: () => {} };

/** Makes the branch server from its surroundings. Throws DatabaseRefusal when the file can't be used. */
export function composeBranch(env: BranchEnv, secrets: SecretPort, machine: Machine = realMachine()): Branch {
  const ring = logRing(pino.destination({ dest: 2, sync: false }));
  const log = pino({ level: env.logLevel, base: { app: 'branch' } }, ring);
  const migrations = readMigrations();
  const driver = { binding: env.sqliteBinding };
  const { db, wentBackFrom } = openBranchFile(env, { migrations, log, now: machine.now() });
  const reserve = diskReserve(env.dataDir);
  const core = createCore(db, machine, reserve);
  const keeping = keepFilled(reserve, (error) => log.warn({ error: String(error) }, 'no room was set aside'));
  const incarnations = watchedLog(core, secrets, log);
  const { promise: restartWanted, resolve: restart } = Promise.withResolvers<void>();
  const link = linkOf({ core, secrets, env, log, incarnations, restart });
  loadGrant(core, secrets);
  link.start();
  const printing = startPrintWorkers({
    core,
    encode: createDocumentEncoder(createLogoSource(shopLogo((id) => logoNow(core, id), logoFile(env.dataDir)))),
    openTransport,
    log: (message, facts) => log.warn(facts, message),
  });
  const drawer = startDrawerWatch({ core, sensor: drawerState });
  const { lan, ladder } = shopNetwork({ core, secrets, incarnations, env, log, services: () => services });
  const { promise: relaunchWanted, resolve: relaunch } = Promise.withResolvers<void>();
  const machineParts = { core, env, secrets, version: versionOf(env), wentBackFrom, log, logs: ring.lines };
  const computer = computerOf({ ...machineParts, relaunch, syncNow: () => link.syncNow() });
  const backups = startBackups({
    core,
    dataDir: env.dataDir,
    driver,
    schema: latestVersion(migrations),
    run: runInThread,
    restart,
    log: (message, facts) => log.warn(facts, message),
  });
  const services: Services = {
    core,
    logins: pinLogins(core, argonPins),
    enrolments: enrolments({ core, secrets, incarnations, onEnrolled: () => link.firstSync() }),
    link,
    backups,
    receipts: receiptsOf(core),
    ...leavingOf(core, env.dataDir, restart),
    secretsBackend: secrets.backend,
    keychain: secrets.keychain,
    branchFile: env.branchFile,
    lan,
    printerFinder: createPrinterFinder(),
    counter: createCounterDevices(),
    ...computer.services,
  };
  lan.start();
  return {
    services,
    log,
    restartWanted,
    relaunchWanted,
    close: async () => {
      await keeping.stop();
      link.stop();
      ladder.stop();
      await lan.stop();
      drawer.stop();
      await printing.stop();
      await backups.stop();
      incarnations.stop();
      computer.stop();
      db.close();
    },
  };
}

/** The PNG of a logo that the owner chose, in base64. */
function logoNow({ db, enrolment }: BranchCore, logoId: string): string | undefined {
  const terminal = enrolment()?.terminal;
  return terminal && ticketLogo(db, terminal.companyId, logoId)?.png;
}

type NetworkParts = {
  readonly core: BranchCore;
  readonly secrets: SecretPort;
  readonly incarnations: Incarnations;
  readonly env: BranchEnv;
  readonly log: Logger;
  /** Read at each call: the services are complete only after the network's own port exists. */
  readonly services: () => Services;
};

/** The shop's own network, and the watch over tickets that nobody there has seen. */
function shopNetwork({ core, secrets, incarnations, env, log, services }: NetworkParts) {
  const warn = (message: string, facts: object) => log.warn(facts, message);
  const lan = lanStation({
    core,
    secrets,
    incarnations,
    services,
    host: env.lanHost,
    port: env.lanPort,
    beaconPort: env.lanBeaconPort,
    kitchenPort: env.kitchenPort,
    appVersion: versionOf(env),
    random: Math.random,
    log: warn,
  });
  return { lan, ladder: startKitchenLadder({ core, standing: () => standingOf(core.db, core.enrolment()?.terminal, lan), log: warn }) };
}

type FileParts = { readonly migrations: readonly Migration[]; readonly log: Logger; readonly now: number };

/** The version of the build; while developing that of the sources. */
function versionOf(env: BranchEnv): string {
  return env.appVersion ?? APP_VERSION;
}

/** The branch's file; what was ordered of it before the last end (a copy put back, a computer let go) is done first. */
function openBranchFile(env: BranchEnv, { migrations, log, now }: FileParts): { db: Database; wentBackFrom: string | undefined } {
  const driver = { binding: env.sqliteBinding };
  const file = join(env.dataDir, 'branch.db');
  const restored: { aside?: string; wentBackFrom?: string } = {};
  const db = openDatabase({
    file,
    migrations,
    driver,
    allowOldSqlite: env.allowOldSqlite,
    beforeOpen: () => {
      const aside = finishRelease(file, env.secretsPath);
      if (aside) log.warn({ aside }, 'this computer was let go from its branch');
      const wentBackFrom = afterGoingBack(file, { driver, schema: latestVersion(migrations), now });
      if (wentBackFrom !== undefined) restored.wentBackFrom = wentBackFrom;
      const outcome = finishRestore(file, driver);
      if (outcome.kind === 'restored') restored.aside = outcome.aside;
      if (outcome.kind !== 'none') log.warn(outcome, 'a copy was to be put back');
    },
  });
  const identity = readIdentity(db);
  // Before the log is compared with the keychain: with its whole tail back it is the same log again.
  if (restored.aside !== undefined && identity)
    log.warn({ events: salvage(db, identity, { aside: restored.aside, driver }) }, 'facts salvaged');
  return { db, wentBackFrom: restored.wentBackFrom };
}

/** What the file before a restore had logged since the copy. */
function salvage(db: Database, { companyId }: Identity, from: { aside: string; driver: DriverChoice }): number {
  const { streamId, lastSeq: seq } = ownStream(db, companyId);
  const tail = readTail(from.aside, from.driver, { companyId, streamId, seq });
  return db.transaction((tx) => salvageTail(tx, companyId, tail));
}

/** The ways out for what is in this file, and for this computer. */
function leavingOf(core: BranchCore, dataDir: string, restart: () => void): Pick<Services, 'exports' | 'releases' | 'removals'> {
  const exports = exportFolder(dataDir);
  // Ordered now, done by the process that follows this one.
  const release = (at: number) => {
    orderRelease(dataDir, at);
    setImmediate(restart);
  };
  const onAllowed = () => core.announce(['sync']);
  return { exports, releases: { release }, removals: removals({ db: core.db, exports, now: core.machine.now, onAllowed }) };
}

/** The wall clock, and ids from the system's randomness. */
export function realMachine(): Machine {
  return { now: () => Date.now(), newId: () => uuidv7(Date.now(), randomBytes(10)) };
}

/** A token nobody can guess, for the headless door. */
export function newDoorToken(): string {
  return randomUUID() + randomUUID();
}

/** Before the first sale: is this file ours and the newest, and what does this version understand that the last one didn't? */
function watchedLog(core: BranchCore, secrets: SecretPort, log: Logger): Incarnations {
  const incarnations = createIncarnations(core, secrets, (message, facts) => log.warn(facts, message));
  incarnations.start();
  const identity = readIdentity(core.db);
  if (identity) core.transaction((db) => unparkKnown(db, identity.companyId), []);
  return incarnations;
}

type FarewellParts = Omit<LinkParts, 'incarnations'>;

/** How this till leaves when the cloud says that it was put away; a leave that was cut off goes on first. */
function farewellsOf({ core, secrets, env, log, restart }: FarewellParts): Farewells {
  const farewells = createFarewells({
    core,
    secrets,
    exports: exportFolder(env.dataDir),
    client: (identity) => farewellClient({ ...identity, cloudUrl: env.cloudUrl ?? identity.cloudUrl }),
    restart,
    log: (message, facts) => log.warn(facts, message),
  });
  farewells.resume();
  return farewells;
}

/** A terminal's own events, and those that it carries for others as hub. */
function startLoops(parts: SyncParts): LinkPort & { stop(): void } {
  const own = startSyncLoop(parts);
  const relay = startRelayLoop({ ...parts, relay: parts.client.relay, isOnline: () => own.state().online });
  const backfill = startBackfill(parts, () => own.state().online);
  const stop = () => {
    void relay.stop();
    backfill.stop();
    own.stop();
  };
  return { ...own, bring: (orderId) => bringOrder(parts, orderId), stop };
}

type LinkParts = {
  readonly core: BranchCore;
  readonly secrets: SecretPort;
  readonly log: Logger;
  readonly env: BranchEnv;
  readonly incarnations: Incarnations;
  readonly restart: () => void;
};

/** The sync loop of an enrolled terminal; before enrolment there is nobody to talk to. */
function linkOf({
  core,
  secrets,
  log,
  env,
  incarnations,
  restart,
}: LinkParts): LinkPort & { start(): void; firstSync(): Promise<void>; stop(): void } {
  const farewells = farewellsOf({ core, secrets, env, log, restart });
  let running: (LinkPort & { stop(): void }) | undefined;
  const parts = (): SyncParts | undefined => {
    const identity = storedIdentity(core, secrets);
    return (
      identity && {
        core,
        client: cloudClient({ ...identity, cloudUrl: env.cloudUrl ?? identity.cloudUrl }),
        appVersion: versionOf(env),
        random: Math.random,
        acceptGrant: (jws) => void acceptGrant(core, secrets, jws),
        grantVersion: () => core.enrolment()?.grant.version ?? 0,
        incarnations,
        onUnproven: (error) => farewells.heard(error),
        log: (message, facts) => log.warn(facts, message),
      }
    );
  };
  const start = (ready = parts()) => {
    if (!running && ready) running = startLoops(ready);
  };
  return {
    start: () => start(),
    firstSync: async () => {
      const ready = parts();
      if (!ready) return;
      incarnations.note();
      // One that ran already knows an earlier key.
      running?.stop();
      running = undefined;
      // The loop goes on where a first sync that failed stopped; otherwise only a restart would try again.
      await syncOnce(ready).finally(() => start(ready));
    },
    state: () => (running ?? OFFLINE).state(),
    syncNow: () => (running ?? OFFLINE).syncNow(),
    bring: (orderId) => running?.bring(orderId) ?? bringOrder({ core, client: undefined }, orderId),
    stop: () => running?.stop(),
  };
}
