import type { TenantSql } from '../../db/tenant-scope.ts';
import { listCustody as readCustody, type TillCustody } from './custody.store.ts';

export type { TillCustody } from './custody.store.ts';

/** Every till of the company: what it holds alone, and up to which ticket the cloud has verified its log. */
export async function listCustody(sql: TenantSql): Promise<TillCustody[]> {
  return readCustody(sql);
}
