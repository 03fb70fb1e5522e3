import { NO_PIN_FAILURES, type PinFailures } from '@fastops/shared/identity/pin-throttle';
import type { Reader, Writer } from '../../db/access.ts';

export function readPinFailures(db: Reader, companyId: string): PinFailures {
  return (
    db.get<PinFailures>('SELECT count, wait_until AS waitUntil FROM pin_failures WHERE company_id = ?', companyId) ?? NO_PIN_FAILURES
  );
}

export function savePinFailures(db: Writer, companyId: string, failures: PinFailures): void {
  db.run(
    `INSERT INTO pin_failures (company_id, count, wait_until) VALUES (?, ?, ?)
     ON CONFLICT (company_id) DO UPDATE SET count = excluded.count, wait_until = excluded.wait_until`,
    companyId,
    failures.count,
    failures.waitUntil,
  );
}
