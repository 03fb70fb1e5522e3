import type { CatalogKind } from '@fastops/shared/catalog/product';
import type { Master } from '@fastops/shared/sync/protocol';
import type { Reader, Writer } from '../../db/access.ts';

export function listDocs(db: Reader, companyId: string, kind: CatalogKind): unknown[] {
  return db
    .all<{ doc: string }>('SELECT doc FROM masters WHERE company_id = ? AND kind = ? AND deleted = 0 AND fault IS NULL', companyId, kind)
    .map((row) => JSON.parse(row.doc));
}

export function findDoc(db: Reader, companyId: string, key: { kind: CatalogKind; id: string }): unknown {
  const row = db.get<{ doc: string }>(
    'SELECT doc FROM masters WHERE company_id = ? AND kind = ? AND id = ? AND deleted = 0 AND fault IS NULL',
    companyId,
    key.kind,
    key.id,
  );
  return row ? JSON.parse(row.doc) : undefined;
}

/** Keeps the newest version; an older one that arrives late changes nothing. */
export function saveMaster(db: Writer, companyId: string, master: Master & { fault: string | null }): void {
  db.run(
    `INSERT INTO masters (company_id, kind, id, version, deleted, doc, fault) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, kind, id) DO UPDATE SET version = excluded.version, deleted = excluded.deleted, doc = excluded.doc, fault = excluded.fault
     WHERE excluded.version > masters.version`,
    companyId,
    master.kind,
    master.id,
    master.version,
    master.deleted ? 1 : 0,
    JSON.stringify(master.doc),
    master.fault,
  );
}

/** A new lineage of the cloud replaces the masters; merging by version would keep rows of the lost one. */
export function dropMasters(db: Writer, companyId: string): void {
  db.run('DELETE FROM masters WHERE company_id = ?', companyId);
}

/** Every document with its version, tombstones and unreadable ones included. */
export function listMasters(db: Reader, companyId: string): Master[] {
  return db
    .all<Omit<Master, 'doc' | 'deleted'> & { doc: string; deleted: number }>(
      'SELECT kind, id, version, deleted, doc FROM masters WHERE company_id = ? ORDER BY kind, id',
      companyId,
    )
    .map((row) => ({ ...row, deleted: row.deleted === 1, doc: JSON.parse(row.doc) }));
}

/** Documents that this version couldn't read when they came. */
export function listFaulty(db: Reader, companyId: string): Master[] {
  return db
    .all<Omit<Master, 'doc' | 'deleted'> & { doc: string }>(
      'SELECT kind, id, version, doc FROM masters WHERE company_id = ? AND deleted = 0 AND fault IS NOT NULL',
      companyId,
    )
    .map((row) => ({ ...row, deleted: false, doc: JSON.parse(row.doc) }));
}

export function saveFault(db: Writer, companyId: string, master: Pick<Master, 'kind' | 'id'> & { fault: string | null }): void {
  db.run('UPDATE masters SET fault = ? WHERE company_id = ? AND kind = ? AND id = ?', master.fault, companyId, master.kind, master.id);
}
