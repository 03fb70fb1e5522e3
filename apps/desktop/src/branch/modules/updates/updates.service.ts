import type { Moment } from '@fastops/shared/releases/install-time';
import type { BranchCore } from '../../core.ts';
import { hasOpenSession } from '../cash/cash.service.ts';
import { unsyncedGuard } from '../sync/export.service.ts';
import { countOpenOrders, lastSaleAt } from './updates.store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What is true here when an update asks to be put in. A till that is nobody's yet has nothing to wait for. */
export function momentOf({ db, enrolment, machine }: BranchCore): Moment {
  const now = machine.now();
  const enrolled = enrolment();
  if (!enrolled) return { openOrders: 0, shiftOpen: false, unsynced: 0, lastSaleAt: null, minuteOfDay: 0, now };
  const { terminal, grant } = enrolled;
  const guard = unsyncedGuard(db, terminal.companyId);
  const localMs = (((now + grant.branch.utcOffsetHours * HOUR_MS) % DAY_MS) + DAY_MS) % DAY_MS;
  return {
    openOrders: countOpenOrders(db, terminal),
    shiftOpen: hasOpenSession(db, terminal),
    unsynced: guard.ok ? 0 : guard.refusal.count,
    lastSaleAt: lastSaleAt(db, terminal),
    minuteOfDay: Math.floor(localMs / 60_000),
    now,
  };
}
