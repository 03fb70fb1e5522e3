import { done, refuse } from '@fastops/shared/base/result';
import type { BranchCore } from '../core.ts';
import { isDiskFull, type Writer } from '../db/access.ts';
import type { LoginPort } from '../modules/identity/identity.port.ts';
import { actorOf, beginPinTry, forgetPinFailures, waitAfterFailure } from '../modules/identity/identity.service.ts';
import type { PinPort } from '../ports.ts';

/** Log-in by PIN: the try is counted in one transaction, the PIN looked at outside any, the count cleared in another. */
export function pinLogins(core: BranchCore, pins: PinPort): LoginPort {
  return {
    check: async ({ staffId, pin }) => {
      const enrolment = core.enrolment();
      if (!enrolment) return refuse({ code: 'terminal.not-enrolled' });
      const staff = enrolment.grant.staff.find(({ id }) => id === staffId);
      const key = { companyId: enrolment.terminal.companyId, staffId: staff?.id };
      const begun = noted(core, (db) => beginPinTry(db, key, core.machine.now()));
      if (!begun.ok) return begun;
      if (!staff || !(await pins.matches(pin, staff.pinHash))) {
        return refuse({ code: 'login.wrong-pin', waitMs: waitAfterFailure(core.db, key, core.machine.now()) });
      }
      noted(core, (db) => forgetPinFailures(db, key));
      return done(actorOf(staff, enrolment.grant));
    },
  };
}

/** On a full disk too: whoever closes the shift has to log in first. */
function noted<T>(core: BranchCore, run: (db: Writer) => T): T {
  try {
    return core.transaction(run, []);
  } catch (error) {
    if (!isDiskFull(error) || !core.reserve.release()) throw error;
    return core.transaction(run, []);
  }
}
