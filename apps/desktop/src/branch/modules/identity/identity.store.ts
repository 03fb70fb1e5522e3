import { NO_PIN_FAILURES, type PinFailures } from '@fastops/shared/identity/pin-throttle';
import type { Reader, Writer } from '../../db/access.ts';

/** Whose wrong PINs are counted: a person's, or the whole terminal's when there is no person. */
export type PinKey = { readonly companyId: string; readonly staffId: string | undefined };

export function readPinFailures(db: Reader, { companyId, staffId }: PinKey): PinFailures {
  return (
    db.get<PinFailures>(
      'SELECT count, wait_until AS waitUntil FROM pin_failures WHERE company_id = ? AND staff_id = ?',
      companyId,
      staffId ?? '',
    ) ?? NO_PIN_FAILURES
  );
}

export function savePinFailures(db: Writer, { companyId, staffId }: PinKey, failures: PinFailures): void {
  db.run(
    `INSERT INTO pin_failures (company_id, staff_id, count, wait_until) VALUES (?, ?, ?, ?)
     ON CONFLICT (company_id, staff_id) DO UPDATE SET count = excluded.count, wait_until = excluded.wait_until`,
    companyId,
    staffId ?? '',
    failures.count,
    failures.waitUntil,
  );
}

export function dropPinFailures(db: Writer, companyId: string): void {
  db.run('DELETE FROM pin_failures WHERE company_id = ?', companyId);
}
