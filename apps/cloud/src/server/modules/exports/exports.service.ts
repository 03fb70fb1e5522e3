import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Services } from '../../context.ts';
import type { Database, TenantSql } from '../../db/tenant-scope.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { handles } from '../jobs/jobs.service.ts';
import type { JobHandler } from '../jobs/jobs.port.ts';
import { csvLine } from './csv.ts';
import { exportJob } from './exports.jobs.ts';
import type { ArchiveFile, ArchivePort, Archived } from './exports.port.ts';
import {
  companyTables,
  dropChunks,
  findExport,
  insertChunk,
  insertExport,
  listExports,
  peopleRows,
  readChunk,
  saveProgress,
  saveReady,
  tablePage,
  type CompanyTable,
  type ExportedRow,
  type ExportRow,
} from './exports.store.ts';

export { expireOld, type ExportRow } from './exports.store.ts';

export type ExportRefusal = { readonly code: 'export.running' | 'export.not-found' };
type AskCall = AuditCall & Pick<Services, 'jobs' | 'machine'> & { readonly sql: TenantSql };

const DAY_MS = 86_400_000;
const PAGE = 1_000;
const CHUNK_BYTES = 1_000_000;
/** A worker that is silent for so long has died. */
const STALE_MS = 2 * 3_600_000;
/** The archives themselves, what only this cloud's machinery needs, and codes in somebody's hand. */
const LEFT_OUT = new Set(['exports', 'export_chunks', 'api_answers', 'audit_heads', 'enrolment_codes', 'terminal_directory']);
/** What opens doors never leaves: hashes of PINs, tokens and keys, and whatever is sealed. */
const SECRET = /^(pin|token|key|code|password|refresh|secret)_?(hash|hashes)$|^(sealed|secret|password|token)|_(secret|token|password)$/;

export const exportsOf = (sql: TenantSql): Promise<ExportRow[]> => listExports(sql);

/** Asks for an archive of all that the company has; it is made in the background. */
export async function askForExport(call: AskCall): Promise<Result<{ id: string }, ExportRefusal>> {
  const { sql, actor, machine, jobs } = call;
  const now = machine.now();
  const busy = (await listExports(sql)).some(({ state, askedAt }) => ['waiting', 'running'].includes(state) && askedAt > now - STALE_MS);
  if (busy) return refuse({ code: 'export.running' });
  const id = machine.newId();
  await insertExport(sql, { id, askedBy: actor.userId, askedByName: actor.name, now });
  await jobs.enqueue(sql, { job: exportJob, payload: { companyId: sql.companyId, exportId: id } });
  await audit(call, { action: 'company.export-asked', subject: id, subjectName: '' });
  return done({ id });
}

/** An archive whose link still opens, piece by piece; undefined for one that is over or another company's. */
export async function openExport(sql: TenantSql, id: string, now: number): Promise<ExportRow | undefined> {
  const row = await findExport(sql, id);
  return row?.state === 'ready' && (row.expiresAt ?? 0) > now ? row : undefined;
}

export const exportChunk = readChunk;

export function exportHandler(services: Pick<Services, 'db' | 'machine'>, archive: ArchivePort): JobHandler {
  return handles(exportJob, ({ companyId, exportId }) => makeExport(services, archive, { companyId, exportId }));
}

type FileFact = { readonly file: string; readonly rows: number } & Archived;

/**
 * Writes the archive: each table as NDJSON and as CSV, and a manifest of counts and hashes. Page by page, each in a short
 * transaction of the company alone: row-level security, not a filter, is what keeps others out. A second try begins anew.
 */
async function makeExport(
  { db, machine }: Pick<Services, 'db' | 'machine'>,
  archive: ArchivePort,
  { companyId, exportId }: { companyId: string; exportId: string },
): Promise<void> {
  const startedAt = machine.now();
  const tables = await db.inCompany(companyId, async (sql) => {
    await dropChunks(sql, exportId);
    return (await companyTables(sql)).filter(({ name }) => !LEFT_OUT.has(name));
  });
  const sink = chunkSink(db, { companyId, exportId });
  const zip = archive.begin(sink.take);
  const facts: FileFact[] = [];
  let rows = 0;
  const note = (tablesDone: number) =>
    db.inCompany(companyId, (sql) => saveProgress(sql, exportId, { state: 'running', tablesDone, tablesAll: tables.length, rows }));
  await note(0);
  for (const [index, table] of tables.entries()) {
    for (const kind of ['ndjson', 'csv'] as const) {
      const file = `${kind}/${table.name}.${kind}`;
      const written = await writeTable({ db, companyId, table, kind }, await zip.file(file));
      facts.push({ file, ...written });
      if (kind === 'ndjson') rows += written.rows;
    }
    await note(index + 1);
  }
  facts.push({ file: 'ndjson/people.ndjson', ...(await writePeople(db, companyId, await zip.file('ndjson/people.ndjson'))) });
  const manifest = await zip.file('manifest.json');
  await manifest.write(`${JSON.stringify({ companyId, from: startedAt, to: machine.now(), rows, files: facts }, null, 2)}\n`);
  await manifest.end();
  const whole = await zip.end();
  await sink.flush();
  const now = machine.now();
  await db.inCompany(companyId, (sql) => saveReady(sql, exportId, { ...whole, now, expiresAt: now + DAY_MS }));
}

type TableWork = { readonly db: Database; readonly companyId: string; readonly table: CompanyTable; readonly kind: 'ndjson' | 'csv' };

async function writeTable({ db, companyId, table, kind }: TableWork, file: ArchiveFile): Promise<{ rows: number } & Archived> {
  const columns = table.columns.filter((name) => !SECRET.test(name));
  if (kind === 'csv') await file.write(csvLine(columns));
  // A table without a key is a short one, read at once.
  const limit = table.key.length === 0 ? 1_000_000 : PAGE;
  let rows = 0;
  for (let after: ExportedRow | undefined; ;) {
    const page = await db.inCompany(companyId, (sql) => tablePage(sql, table, { after, limit }));
    rows += page.length;
    await file.write(page.map((row) => lineOf(kind, columns, row)).join(''));
    after = page.at(-1);
    if (page.length < limit) return { rows, ...(await file.end()) };
  }
}

function lineOf(kind: 'ndjson' | 'csv', columns: readonly string[], row: ExportedRow): string {
  if (kind === 'csv') return csvLine(columns.map((name) => row[name]));
  return `${JSON.stringify(Object.fromEntries(columns.map((name) => [name, row[name]])))}\n`;
}

async function writePeople(db: Database, companyId: string, file: ArchiveFile): Promise<{ rows: number } & Archived> {
  const people = await db.inCompany(companyId, (sql) => peopleRows(sql));
  await file.write(people.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return { rows: people.length, ...(await file.end()) };
}

/** Gathers bytes into rows of about a megabyte. */
function chunkSink(db: Database, { companyId, exportId }: { companyId: string; exportId: string }) {
  let gathered: Buffer[] = [];
  let size = 0;
  let n = 0;
  const flush = async () => {
    if (size === 0) return;
    const base64 = Buffer.concat(gathered).toString('base64');
    [gathered, size] = [[], 0];
    await db.inCompany(companyId, (sql) => insertChunk(sql, { exportId, n, base64 }));
    n += 1;
  };
  return {
    flush,
    take: async (bytes: Uint8Array) => {
      gathered.push(Buffer.from(bytes));
      size += bytes.length;
      if (size >= CHUNK_BYTES) await flush();
    },
  };
}
