import type { ZReport } from '@fastops/shared/cash/z-report';
import type { Reader, Writer } from '../../db/access.ts';

/** A Z in a list. */
export type ZRow = { readonly hash: string; readonly sessionId: string; readonly zNumber: number; readonly closedAt: number };

type Till = { readonly companyId: string; readonly terminalId: string };

/** Keeps a Z as it was issued; the same one again changes nothing. */
export function insertZ(db: Writer, companyId: string, z: ZReport & { readonly terminalId: string }): void {
  const { terminalId, ...doc } = z;
  db.run(
    `INSERT INTO z_reports (company_id, hash, session_id, terminal_id, z_number, closed_at, doc) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, hash) DO NOTHING`,
    companyId,
    z.hash,
    z.sessionId,
    terminalId,
    z.zNumber,
    z.closedAt,
    JSON.stringify(doc),
  );
}

/** The till's Z's, newest first. */
export function listZs(db: Reader, { companyId, terminalId }: Till, limit: number): ZRow[] {
  return db.all<ZRow>(
    `SELECT hash, session_id AS sessionId, z_number AS zNumber, closed_at AS closedAt FROM z_reports
     WHERE company_id = ? AND terminal_id = ? ORDER BY z_number DESC, closed_at DESC LIMIT ?`,
    companyId,
    terminalId,
    limit,
  );
}

/** One Z, word by word; undefined when this file never saw it. */
export function findZ(db: Reader, companyId: string, hash: string): ZReport | undefined {
  const row = db.get<{ doc: string }>('SELECT doc FROM z_reports WHERE company_id = ? AND hash = ?', companyId, hash);
  return row && JSON.parse(row.doc);
}
