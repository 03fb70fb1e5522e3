// S11: cash sessions on a till that is killed again and again, held against their own facts and against the cloud.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { canonicalJson } from '@fastops/shared/base/canonical';
import type { ZReport } from '@fastops/shared/cash/z-report';
import type { Event } from '@fastops/shared/sync/event';
import { expectedOf } from '@fastops/cloud/server/modules/cash/cash.service';
import { openCloud, type CloudUnderTest } from '@fastops/cloud/server/testing/cloud-under-test';
import { aCompany, aTill, NO_CUSTODY, sha256, type TestCompany, type TestTill } from '@fastops/cloud/server/testing/shop';
import { createCore } from '@fastops/desktop/branch/core';
import type { Database } from '@fastops/desktop/branch/db/access';
import { eventsAfter } from '@fastops/desktop/branch/db/event-log';
import { readMigrations } from '@fastops/desktop/branch/db/migrate';
import { openDatabase } from '@fastops/desktop/branch/db/open';
import { applyPage, saveEnrolment } from '@fastops/desktop/branch/modules/sync/sync.service';
import { aGrant, aMenu, menuPage, SALCHIPAPA, STAFF } from '@fastops/desktop/branch/testing/branch-fixture';
import { oracleOf } from './cash-oracle.ts';
import type { CashDuty } from './cash-victim.ts';

const VICTIM = fileURLToPath(new URL('./cash-victim.ts', import.meta.url));

export type DrawerReport = {
  readonly sessions: number;
  readonly kills: number;
  readonly events: number;
  /** Closes that the till had said were done, and are not there. */
  readonly lost: number;
  /** Sessions whose expected cash is not the same on the till, in its Z, in its facts and in the cloud. */
  readonly different: readonly string[];
  /** Z's out of the row: a number missing or twice, a broken link, a hash that is not theirs. */
  readonly brokenZs: number;
};

/** Tills that work at the same time: one process sleeps on its disk, or is being born, while the other one works. */
const LANES = 2;
/** About a year of shifts; then the next till takes over: no drawer of a shop has ten thousand. */
const SESSIONS_OF_A_TILL = 1_000;

/** Works until so many sessions are closed, on as many tills as it takes, killed about so often on the way; then everybody is asked. */
export async function closeDrawers(sessions: number, kills: number): Promise<DrawerReport> {
  const cloud = await openCloud('postgres');
  try {
    const company = await aCompany(cloud, 'Cajones');
    const shares = splitEvenly(sessions, Math.max(Math.min(LANES, sessions), Math.ceil(sessions / SESSIONS_OF_A_TILL)));
    const reports: DrawerReport[] = [];
    const lane = async () => {
      for (let share = shares.pop(); share !== undefined; share = shares.pop()) {
        reports.push(await oneTill({ cloud, company }, share, Math.max(1, Math.round((kills * share) / sessions))));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return reports.reduce(together);
  } finally {
    await cloud.close();
  }
}

function splitEvenly(total: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, part) => Math.floor((total * (part + 1)) / parts) - Math.floor((total * part) / parts));
}

function together(one: DrawerReport, other: DrawerReport): DrawerReport {
  return {
    sessions: one.sessions + other.sessions,
    kills: one.kills + other.kills,
    events: one.events + other.events,
    lost: one.lost + other.lost,
    different: [...one.different, ...other.different],
    brokenZs: one.brokenZs + other.brokenZs,
  };
}

type Office = { readonly cloud: CloudUnderTest; readonly company: TestCompany };

async function oneTill({ cloud, company }: Office, sessions: number, kills: number): Promise<DrawerReport> {
  const folder = mkdtempSync(join(tmpdir(), 'drawers-'));
  try {
    const till = await aTill(cloud, company);
    const duty = prepare(folder, till);
    const told = new Set<string>();
    let killed = 0;
    while (told.size < sessions) {
      await workUntilKilled(duty, told, { left: sessions - told.size, share: Math.max(1, Math.round(sessions / kills)) });
      killed += 1;
    }
    const db = openFile(folder);
    try {
      return { ...(await compared(db, { cloud, company, till, told })), kills: killed };
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function openFile(folder: string): Database {
  return openDatabase({ file: join(folder, 'branch.db'), migrations: readMigrations(), driver: {}, allowOldSqlite: false });
}

/** A till's file with the identity that the cloud gave it, and a menu. */
function prepare(folder: string, { identity }: TestTill): CashDuty {
  const db = openFile(folder);
  const { companyId, branchId, terminalId, streamId, series } = identity;
  const terminal = { companyId, branchId, terminalId };
  const core = createCore(db, { now: () => Date.now(), newId: () => '' });
  core.transaction((tx) => saveEnrolment(tx, 'http://127.0.0.1:1', { ...terminal, streamId, series, cloudKey: identity.cloudKey }), []);
  core.transaction((tx) => applyPage(tx, terminal, menuPage(aMenu())), []);
  db.close();
  return { folder, enrolment: { terminal, grant: aGrant({ terminalId }) }, productId: SALCHIPAPA, actorId: STAFF.laura.id };
}

/** One life of the till's process; it ends by SIGKILL, anywhere. */
async function workUntilKilled(duty: CashDuty, told: Set<string>, { left, share }: { left: number; share: number }): Promise<void> {
  const child = spawn(process.execPath, [VICTIM, JSON.stringify(duty)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  let closes = Math.min(left, 1 + Math.floor(Math.random() * 2 * share));
  lines.on('line', (line) => {
    told.add(line.slice(line.indexOf(' ') + 1));
    closes -= 1;
    if (closes === 0) void wait(Math.random() * 30).then(() => child.kill('SIGKILL'));
  });
  await once(lines, 'close');
  if (closes > 0) throw new Error('the till died by itself');
}

type Everybody = Office & {
  readonly till: TestTill;
  readonly told: ReadonlySet<string>;
};

async function compared(db: Database, { cloud, company, till, told }: Everybody): Promise<Omit<DrawerReport, 'kills'>> {
  const events = await pushAll(db, till);
  const oracle = oracleOf(events);
  const closed = db.all<{ id: string }>('SELECT id FROM cash_sessions WHERE closed_at IS NOT NULL').map(({ id }) => id);
  const inCloud = await cloud.services.db.inCompany(company.companyId, (sql) => expectedOf(sql, closed));
  const zs = db.all<{ doc: string }>('SELECT doc FROM z_reports ORDER BY z_number').map(({ doc }) => JSON.parse(doc) as ZReport);
  const byId = new Map(zs.map((z) => [z.sessionId, z]));
  const different = closed.flatMap((id) => {
    const all = { facts: oracle.get(id), z: byId.get(id)?.drawer.expected, cloud: inCloud.get(id) };
    return new Set(Object.values(all)).size === 1 ? [] : [`${id}: ${JSON.stringify(all)}`];
  });
  const ownDifference = zs.filter((z) => z.counted - z.drawer.expected !== z.difference).map((z) => `${z.sessionId}: difference`);
  return {
    sessions: closed.length,
    events: events.length,
    lost: [...told].filter((id) => !closed.includes(id)).length,
    different: [...different, ...ownDifference],
    brokenZs: zs.filter((z, index) => !isInTheRow(z, index, zs[index - 1])).length,
  };
}

function isInTheRow({ hash, ...z }: ZReport, index: number, before: ZReport | undefined): boolean {
  return z.zNumber === index + 1 && z.previousHash === before?.hash && sha256(canonicalJson(z)) === hash;
}

/** Hands the till's whole log to the cloud, as its sync would. */
async function pushAll(db: Database, till: TestTill): Promise<Event[]> {
  const { companyId, streamId } = till.identity;
  const all: Event[] = [];
  for (;;) {
    const seq = all.length;
    const events = eventsAfter(db, { companyId, streamId, seq }, 250);
    const [first] = events;
    if (!first) return all;
    const api = await till.api();
    await api.sync.push({ streamId, firstSeq: first.seq, prevHash: first.prevHash, events: [...events], custody: NO_CUSTODY });
    all.push(...events);
  }
}
