import type { TenantSql } from '../../db/tenant-scope.ts';

/** Who did it: a person on the web, a terminal, the platform's operator, or the cloud itself. */
export type AuditActorKind = 'user' | 'terminal' | 'operator' | 'system';

/** Where the chain of every company begins. */
export const START_OF_CHAIN = '0'.repeat(64);

/** One entry as it is kept. `before` and `after` are canonical JSON. */
export type AuditRow = {
  readonly seq: number;
  readonly at: number;
  readonly actorKind: AuditActorKind;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subject: string;
  readonly subjectName: string;
  readonly branchId: string | null;
  readonly before: string;
  readonly after: string;
  readonly address: string;
  readonly device: string;
  readonly eventId: string | null;
  readonly prevHash: string;
  readonly hash: string;
};
export type AuditHead = { readonly seq: number; readonly hash: string };
export type AuditFilter = {
  readonly before?: number | undefined;
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly branchId?: string | undefined;
  /** Part of the name of who, of what, or of the address. */
  readonly text?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly limit: number;
};

/** The end of the chain, held until the transaction ends: entries of one company are written one after the other. */
export async function lockHead(sql: TenantSql, start: string): Promise<AuditHead> {
  const [head] = await sql.query<AuditHead>(
    `INSERT INTO audit_heads (company_id, seq, hash) VALUES ($1, 0, $2)
     ON CONFLICT (company_id) DO UPDATE SET seq = audit_heads.seq RETURNING seq::float8 AS seq, hash`,
    [sql.companyId, start],
  );
  return head ?? { seq: 0, hash: start };
}

/** Entries that follow each other, and where the chain ends with them; sent together, they wait for one turn of the wire. */
export async function insertEntries(sql: TenantSql, rows: readonly AuditRow[]): Promise<void> {
  const end = rows.at(-1);
  if (!end) return;
  await Promise.all([
    ...rows.map((row) => insertEntry(sql, row)),
    sql.query('UPDATE audit_heads SET seq = $2, hash = $3 WHERE company_id = $1', [sql.companyId, end.seq, end.hash]),
  ]);
}

async function insertEntry(sql: TenantSql, row: AuditRow): Promise<void> {
  await sql.query(
    `INSERT INTO audit_entries (company_id, seq, at, actor_kind, actor_id, actor_name, action, subject, subject_name, branch_id,
       before, after, address, prev_hash, hash, device, event_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      sql.companyId,
      row.seq,
      row.at,
      row.actorKind,
      row.actorId,
      row.actorName,
      row.action,
      row.subject,
      row.subjectName,
      row.branchId,
      row.before,
      row.after,
      row.address,
      row.prevHash,
      row.hash,
      row.device,
      row.eventId,
    ],
  );
}

const ENTRY = `seq::float8 AS seq, at::float8 AS at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName", action,
  subject, subject_name AS "subjectName", branch_id AS "branchId", before, after, address, device, event_id AS "eventId", prev_hash AS "prevHash", hash`;

/** Entries, newest first. */
export async function listEntries(sql: TenantSql, filter: AuditFilter): Promise<AuditRow[]> {
  return sql.query<AuditRow>(
    `SELECT ${ENTRY} FROM audit_entries WHERE company_id = $1 AND ($2::bigint IS NULL OR seq < $2)
       AND ($3::text IS NULL OR action = $3 OR starts_with(action, $3 || '.')) AND ($4::uuid IS NULL OR actor_id = $4)
       AND ($5::bigint IS NULL OR at >= $5) AND ($6::bigint IS NULL OR at < $6)
       AND ($7::uuid IS NULL OR branch_id = $7)
       AND ($8::text IS NULL OR strpos(lower(concat_ws(' ', actor_name, subject_name, address, device)), lower($8)) > 0)
     ORDER BY seq DESC LIMIT $9`,
    [
      sql.companyId,
      filter.before ?? null,
      filter.action ?? null,
      filter.actorId ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.branchId ?? null,
      filter.text ?? null,
      filter.limit,
    ],
  );
}

/** Entries after one, oldest first: how the chain is walked. */
export async function entriesAfter(sql: TenantSql, seq: number, limit: number): Promise<AuditRow[]> {
  return sql.query<AuditRow>(`SELECT ${ENTRY} FROM audit_entries WHERE company_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`, [
    sql.companyId,
    seq,
    limit,
  ]);
}

export async function readHead(sql: TenantSql): Promise<AuditHead | undefined> {
  return (await sql.query<AuditHead>('SELECT seq::float8 AS seq, hash FROM audit_heads WHERE company_id = $1', [sql.companyId]))[0];
}

/** Which of these facts the log tells of already; the chain's end is held from here on, so that none gets in between. */
export async function toldAlready(sql: TenantSql, eventIds: readonly string[]): Promise<ReadonlySet<string>> {
  await lockHead(sql, START_OF_CHAIN);
  const rows = await sql.query<{ id: string }>(
    'SELECT event_id AS id FROM audit_entries WHERE company_id = $1 AND event_id = ANY($2::uuid[])',
    [sql.companyId, eventIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** What people at the tills and a terminal are called, by id. */
export async function namesFor(
  sql: TenantSql,
  { people, terminalId }: { people: readonly string[]; terminalId: string },
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ id: string; name: string }>(
    `SELECT id, name FROM staff WHERE company_id = $1 AND id = ANY($2::uuid[])
     UNION ALL SELECT id, name FROM terminals WHERE company_id = $1 AND id = $3`,
    [sql.companyId, [...new Set(people)], terminalId],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Where the chain was at a moment, signed. */
export type AnchorRow = AuditHead & { readonly signed: string; readonly at: number };

export async function insertAnchor(sql: TenantSql, anchor: AnchorRow): Promise<void> {
  await sql.query('INSERT INTO audit_anchors (company_id, seq, hash, signed, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
    sql.companyId,
    anchor.seq,
    anchor.hash,
    anchor.signed,
    anchor.at,
  ]);
}

export async function listAnchors(sql: TenantSql): Promise<AnchorRow[]> {
  return sql.query<AnchorRow>('SELECT seq::float8 AS seq, hash, signed, at::float8 AS at FROM audit_anchors WHERE company_id = $1', [
    sql.companyId,
  ]);
}
