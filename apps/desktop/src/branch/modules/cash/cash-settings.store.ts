import type { CashSettings } from '@fastops/shared/cash/settings';
import type { Reader } from '../../db/access.ts';

/** The branch's document, checked against its schema when it arrived. */
export function findSettingsDoc(db: Reader, at: { companyId: string; branchId: string }): CashSettings | undefined {
  const row = db.get<{ doc: string }>(
    "SELECT doc FROM masters WHERE company_id = ? AND kind = 'cash-settings' AND id = ? AND deleted = 0 AND fault IS NULL",
    at.companyId,
    at.branchId,
  );
  return row && JSON.parse(row.doc);
}
