import type { Master } from '@fastops/shared/sync/protocol';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** Documents whose versions nobody asks for: they are large, or never change. */
const NO_HISTORY = ['picture', 'stock-entry', 'ticket-logo'];

/** Writes documents with a new version each and remembers who did; one that is the same as before keeps its version and gets no position. */
export async function saveMasters(
  sql: TenantSql,
  masters: readonly Pick<Master, 'kind' | 'id' | 'deleted' | 'doc'>[],
  by: { readonly name: string; readonly now: number },
): Promise<{ kind: string; id: string }[]> {
  return sql.query<{ kind: string; id: string }>(
    `WITH saved AS (INSERT INTO masters (company_id, kind, id, version, deleted, doc)
       SELECT $1, kind, id, 1, deleted, doc FROM jsonb_to_recordset($2::text::jsonb) AS m(kind text, id uuid, deleted boolean, doc jsonb)
       ON CONFLICT (company_id, kind, id) DO UPDATE SET version = masters.version + 1, deleted = excluded.deleted, doc = excluded.doc
         WHERE (masters.deleted, masters.doc) IS DISTINCT FROM (excluded.deleted, excluded.doc)
       RETURNING kind, id, version, deleted, doc),
     remembered AS (INSERT INTO master_history (company_id, kind, id, version, deleted, doc, saved_at, saved_by)
       SELECT $1, kind, id, version, deleted, doc, $3::bigint, $4 FROM saved WHERE kind <> ALL($5::text[])
       ON CONFLICT DO NOTHING)
     SELECT kind, id FROM saved`,
    [sql.companyId, JSON.stringify(masters), by.now, by.name, NO_HISTORY],
  );
}

/** Gives the changed documents their positions; the transaction's last write, like those of facts. */
export async function takeMasterPositions(sql: TenantSql, changed: readonly { kind: string; id: string }[]): Promise<number> {
  const [row] = await sql.query<{ head: number }>(
    "UPDATE scopes SET head = head + $2 WHERE company_id = $1 AND scope = 'company' RETURNING head::float8 AS head",
    [sql.companyId, changed.length],
  );
  const head = row?.head ?? 0;
  await sql.query(
    `INSERT INTO changes (company_id, scope, position, master_kind, master_id)
     SELECT $1, 'company', $2::bigint + n, kind, id FROM unnest($3::text[], $4::uuid[]) WITH ORDINALITY AS u(kind, id, n)`,
    [sql.companyId, head - changed.length, changed.map((each) => each.kind), changed.map((each) => each.id)],
  );
  return head;
}

export async function listDocs(sql: TenantSql, kind: string): Promise<unknown[]> {
  const rows = await sql.query<{ doc: unknown }>(
    'SELECT doc FROM masters WHERE company_id = $1 AND kind = $2 AND NOT deleted ORDER BY id',
    [sql.companyId, kind],
  );
  return rows.map((row) => row.doc);
}

export type MasterVersion = {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly doc: unknown;
};

/** The documents of some kinds with their versions. */
export async function listVersions(sql: TenantSql, kinds: readonly string[]): Promise<Omit<MasterVersion, 'deleted'>[]> {
  return sql.query(
    `SELECT kind, id, version::float8 AS version, doc FROM masters WHERE company_id = $1 AND kind = ANY($2::text[]) AND NOT deleted
     ORDER BY kind, id`,
    [sql.companyId, kinds],
  );
}

export type KindPage = {
  readonly kind: string;
  readonly after: string;
  readonly limit: number;
  /** Only documents that contain this, as `{ categoryId }`. */
  readonly containing: object;
  /** Only those with this in their name; nothing: all. */
  readonly text: string;
};

/** Documents of a kind by their id, those behind a cursor. */
export async function pageOfKind(
  sql: TenantSql,
  { kind, after, limit, containing, text }: KindPage,
): Promise<{ id: string; version: number; doc: unknown }[]> {
  return sql.query(
    `SELECT id, version::float8 AS version, doc FROM masters
     WHERE company_id = $1 AND kind = $2 AND NOT deleted AND id > $3::uuid AND doc @> $4::text::jsonb
       AND ($5 = '' OR strpos(lower(doc->>'name'), lower($5)) > 0)
     ORDER BY id LIMIT $6`,
    [sql.companyId, kind, after, JSON.stringify(containing), text, limit],
  );
}

export type SavedVersion = MasterVersion & { readonly savedAt: number; readonly savedBy: string; readonly before: unknown };

/** What was saved, newest first, each with the version before it: of one document, or of the menu as a whole. */
export async function listHistory(
  sql: TenantSql,
  { id, before, limit, kinds }: { id: string | null; before: number; limit: number; kinds: readonly string[] },
): Promise<SavedVersion[]> {
  return sql.query(
    `SELECT h.kind, h.id, h.version::float8 AS version, h.deleted, h.doc, h.saved_at::float8 AS "savedAt", h.saved_by AS "savedBy", p.doc AS before
     FROM master_history h LEFT JOIN master_history p
       ON p.company_id = h.company_id AND p.kind = h.kind AND p.id = h.id AND p.version = h.version - 1
     WHERE h.company_id = $1 AND ($2::uuid IS NULL OR h.id = $2::uuid) AND h.saved_at < $3::bigint AND h.kind = ANY($5::text[])
     ORDER BY h.saved_at DESC, h.kind, h.id, h.version DESC LIMIT $4`,
    [sql.companyId, id, before, limit, kinds],
  );
}

/** What the branches say they are out of, longest out first. */
export async function listSoldOut(
  sql: TenantSql,
): Promise<{ branchId: string; target: 'product' | 'option'; targetId: string; since: number; actorId: string }[]> {
  return sql.query(
    `SELECT branch_id AS "branchId", target, target_id AS "targetId", since::float8 AS since, actor_id AS "actorId" FROM sold_out
     WHERE company_id = $1 AND sold_out ORDER BY since, branch_id, target_id`,
    [sql.companyId],
  );
}

/** A document with its version, its row held until the transaction ends: whoever saves it next compares with this. */
/** Documents as they are now, whatever they are of. */
export async function docsById(sql: TenantSql, ids: readonly string[]): Promise<{ id: string; doc: unknown }[]> {
  return sql.query<{ id: string; doc: unknown }>(
    'SELECT id, doc FROM masters WHERE company_id = $1 AND id = ANY($2::uuid[]) AND NOT deleted',
    [sql.companyId, ids],
  );
}

export async function lockMaster(
  sql: TenantSql,
  key: { kind: string; id: string },
): Promise<{ version: number; doc: unknown } | undefined> {
  const [row] = await sql.query<{ version: number; doc: unknown }>(
    `SELECT version::float8 AS version, doc FROM masters WHERE company_id = $1 AND kind = $2 AND id = $3 AND NOT deleted FOR UPDATE`,
    [sql.companyId, key.kind, key.id],
  );
  return row;
}

export async function findMaster(
  sql: TenantSql,
  key: { kind: string; id: string },
): Promise<{ version: number; doc: unknown } | undefined> {
  const [row] = await sql.query<{ version: number; doc: unknown }>(
    'SELECT version::float8 AS version, doc FROM masters WHERE company_id = $1 AND kind = $2 AND id = $3 AND NOT deleted',
    [sql.companyId, key.kind, key.id],
  );
  return row;
}
