import type { SoldOutMark } from '@fastops/shared/catalog/sold-out.fold';
import type { Reader, Writer } from '../../db/access.ts';

type Place = { readonly companyId: string; readonly branchId: string };

/** What there is none of in a branch. */
export function listSoldOut(db: Reader, { companyId, branchId }: Place): Pick<SoldOutMark, 'target' | 'targetId' | 'at' | 'actorId'>[] {
  return db.all(
    `SELECT target, target_id AS targetId, since AS at, actor_id AS actorId FROM sold_out
     WHERE company_id = ? AND branch_id = ? AND sold_out = 1 ORDER BY since`,
    companyId,
    branchId,
  );
}

export function saveSoldOut(db: Writer, companyId: string, mark: SoldOutMark): void {
  db.run(
    `INSERT INTO sold_out (company_id, branch_id, target_id, target, sold_out, since, actor_id) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, branch_id, target_id) DO UPDATE
       SET target = excluded.target, sold_out = excluded.sold_out, since = excluded.since, actor_id = excluded.actor_id`,
    companyId,
    mark.branchId,
    mark.targetId,
    mark.target,
    mark.soldOut ? 1 : 0,
    mark.at,
    mark.actorId,
  );
}
