import type { Event } from '@fastops/shared/sync/event';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type NewEvents = {
  readonly streamId: string;
  readonly owner: { readonly branchId: string };
  readonly events: readonly Event[];
  /** The aggregates among what these events are about. */
  readonly entities: readonly string[];
  readonly receivedAt: number;
};

/** An aggregate, whose it is, and whether nothing was known of it before. */
export type Claim = { readonly id: string; readonly branchId: string; readonly isNew: boolean };
export type Inserted = { readonly claims: readonly Claim[]; readonly missing: readonly string[] };

/**
 * Locks the aggregates until the commit, new ones too, always in the same order, so that two tills that push facts of one order fold
 * one after the other; then keeps the events, but for those of an aggregate of another branch. Answers the aggregates and the ids that
 * were not new. One statement, a column an array: PostgreSQL takes these in two thirds of the time of one JSON document.
 */
export async function insertEvents(sql: TenantSql, { streamId, owner, events, entities, receivedAt }: NewEvents): Promise<Inserted> {
  const text = (read: (event: Event) => string) => events.map(read);
  const number = (read: (event: Event) => number) => events.map(read);
  const rows = await sql.query<{ id: string; branchId: string | null; isNew: boolean }>(
    `WITH claimed AS (INSERT INTO aggregates (company_id, id, branch_id) SELECT $1, id, $3 FROM unnest($6::uuid[]) AS u(id) ORDER BY id
       ON CONFLICT (company_id, id) DO UPDATE SET branch_id = aggregates.branch_id RETURNING id, branch_id, xmax = 0 AS is_new),
     stored AS (INSERT INTO events (company_id, id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at, business_day,
         actor_id, approved_by_id, body, prev_hash, hash, received_at)
       SELECT $1, id, $3, terminal_id, $4, seq, type, v, entity_id, rev, at, business_day, actor_id, nullif(approved_by_id, '')::uuid,
         body::jsonb, prev_hash, hash, $2
       FROM unnest($5::uuid[], $7::bigint[], $8::text[], $9::integer[], $10::uuid[], $11::bigint[], $12::bigint[], $13::date[],
         $14::uuid[], $15::text[], $16::text[], $17::text[], $18::text[], $19::uuid[])
         AS e(id, seq, type, v, entity_id, rev, at, business_day, actor_id, approved_by_id, body, prev_hash, hash, terminal_id)
       WHERE NOT EXISTS (SELECT FROM claimed c WHERE c.id = e.entity_id AND c.branch_id <> $3)
       ON CONFLICT (company_id, id) DO NOTHING RETURNING id)
     SELECT id, branch_id AS "branchId", is_new AS "isNew" FROM claimed
     UNION ALL SELECT id, NULL, false FROM (SELECT id FROM unnest($5::uuid[]) AS u(id) EXCEPT SELECT id FROM stored) AS missing`,
    [
      sql.companyId,
      receivedAt,
      owner.branchId,
      streamId,
      text((event) => event.id),
      entities,
      number((event) => event.seq),
      text((event) => event.type),
      number((event) => event.v),
      text((event) => event.entityId),
      number((event) => event.rev),
      number((event) => event.at),
      text((event) => event.businessDay),
      text((event) => event.actorId),
      text((event) => event.approvedById ?? ''),
      text((event) => JSON.stringify(event.body)),
      text((event) => event.prevHash),
      text((event) => event.hash),
      text((event) => event.terminalId),
    ],
  );
  return {
    claims: rows.flatMap(({ id, branchId, isNew }) => (branchId === null ? [] : [{ id, branchId, isNew }])),
    missing: rows.filter(({ branchId }) => branchId === null).map(({ id }) => id),
  };
}
