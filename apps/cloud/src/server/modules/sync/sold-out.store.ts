import type { SoldOutMark } from '@fastops/shared/catalog/sold-out.fold';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** Writes what these branches are out of now. */
export async function saveSoldOut(sql: TenantSql, marks: readonly SoldOutMark[]): Promise<void> {
  if (marks.length === 0) return;
  const rows = marks.map(({ branchId, target, targetId, soldOut, at, actorId }) => ({
    branch_id: branchId,
    target,
    target_id: targetId,
    sold_out: soldOut,
    since: at,
    actor_id: actorId,
  }));
  await sql.query(
    `INSERT INTO sold_out (company_id, branch_id, target_id, target, sold_out, since, actor_id)
     SELECT $1, branch_id, target_id, target, sold_out, since, actor_id FROM jsonb_to_recordset($2::text::jsonb)
       AS m(branch_id uuid, target_id uuid, target text, sold_out boolean, since bigint, actor_id uuid)
     ON CONFLICT (company_id, branch_id, target_id) DO UPDATE SET sold_out = excluded.sold_out, since = excluded.since,
       actor_id = excluded.actor_id, target = excluded.target`,
    [sql.companyId, JSON.stringify(rows)],
  );
}
