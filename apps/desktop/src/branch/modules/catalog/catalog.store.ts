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

/** What a branch charges for one product, out of the prices of all branches. */
export function listBranchPrices(db: Reader, companyId: string, at: { branchId: string; productId: string }): unknown[] {
  return db
    .all<{ doc: string }>(
      `SELECT doc FROM masters WHERE company_id = ? AND kind = 'branch-price' AND json_extract(doc, '$.branchId') = ?
         AND json_extract(doc, '$.productId') = ? AND deleted = 0 AND fault IS NULL`,
      companyId,
      at.branchId,
      at.productId,
    )
    .map((row) => JSON.parse(row.doc));
}

/** Whether the menu has this product, or an option of this id. */
export function hasTarget(
  db: Reader,
  companyId: string,
  { target, targetId }: { target: 'product' | 'option'; targetId: string },
): boolean {
  if (target === 'product') return findDoc(db, companyId, { kind: 'product', id: targetId }) !== undefined;
  const row = db.get(
    `SELECT 1 FROM masters, json_each(masters.doc, '$.options') AS option
     WHERE company_id = ? AND kind = 'modifier-group' AND deleted = 0 AND fault IS NULL AND json_extract(option.value, '$.id') = ? LIMIT 1`,
    companyId,
    targetId,
  );
  return row !== undefined;
}

/** The notes among the last facts of this till's stream. */
export function listRecentNotes(db: Reader, companyId: string, lastFacts: number): string[] {
  return db
    .all<{ note: string | null }>(
      `SELECT json_extract(events.body, '$.line.note') AS note
       FROM streams JOIN events ON events.company_id = streams.company_id AND events.stream_id = streams.stream_id
         AND events.adopted = 0 AND events.seq > streams.last_seq - ?
       WHERE streams.company_id = ? AND streams.own = 1 AND streams.is_open = 1 AND events.type = 'order.line-added'`,
      lastFacts,
      companyId,
    )
    .flatMap(({ note }) => note ?? []);
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

/** Whether there is any document of a kind. */
export function hasKind(db: Reader, companyId: string, kind: CatalogKind): boolean {
  return (
    db.get('SELECT 1 FROM masters WHERE company_id = ? AND kind = ? AND deleted = 0 AND fault IS NULL LIMIT 1', companyId, kind) !==
    undefined
  );
}

type VersionRow = { readonly doc: string; readonly version: number };
const withVersion = ({ doc, version }: VersionRow): object => ({ ...JSON.parse(doc), version });

/** A document with the version it is at. */
export function findVersion(db: Reader, companyId: string, key: { kind: CatalogKind; id: string }): unknown {
  const row = db.get<VersionRow>(
    'SELECT doc, version FROM masters WHERE company_id = ? AND kind = ? AND id = ? AND deleted = 0 AND fault IS NULL',
    companyId,
    key.kind,
    key.id,
  );
  return row && withVersion(row);
}

const RECIPES_OF = {
  productId: `SELECT doc, version FROM masters WHERE company_id = ? AND kind = 'recipe'
    AND json_extract(doc, '$.target.productId') = ? AND deleted = 0 AND fault IS NULL`,
  optionId: `SELECT doc, version FROM masters WHERE company_id = ? AND kind = 'recipe'
    AND json_extract(doc, '$.target.optionId') = ? AND deleted = 0 AND fault IS NULL`,
} as const;

/** The recipes of one product or option, with their versions. */
export function listRecipesOf(db: Reader, companyId: string, { target, id }: { target: keyof typeof RECIPES_OF; id: string }): unknown[] {
  return db.all<VersionRow>(RECIPES_OF[target], companyId, id).map(withVersion);
}
