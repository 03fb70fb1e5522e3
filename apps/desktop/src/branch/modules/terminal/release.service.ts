import { refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import { may } from '@fastops/shared/identity/permissions';
import type { BranchCore } from '../../core.ts';
import { hasOpenSession } from '../cash/cash.service.ts';
import type { LoginPort, LoginRefusal, PinInput } from '../identity/identity.port.ts';
import { unsyncedGuard, type UnsyncedRefusal } from '../sync/export.service.ts';
import type { ReleasePort } from './release.port.ts';

export type ReleaseRefusal = Refusal<'release.not-allowed' | 'release.shift-open'> | UnsyncedRefusal | LoginRefusal;
type Parts = { readonly core: BranchCore; readonly logins: LoginPort; readonly releases: ReleasePort };

/**
 * Unlinks this computer from its branch: only with nothing that is here alone, with the shift closed, and with the PIN of
 * somebody who may. The PIN comes last, so that nobody's tries are counted for what can't be done anyway.
 */
export async function releaseTerminal({ core, logins, releases }: Parts, input: PinInput): Promise<Result<null, ReleaseRefusal>> {
  const enrolment = core.enrolment();
  if (!enrolment) return refuse({ code: 'terminal.not-enrolled' });
  const { companyId } = enrolment.terminal;
  const guard = unsyncedGuard(core.db, companyId);
  if (!guard.ok) return guard;
  if (hasOpenSession(core.db, enrolment.terminal)) return refuse({ code: 'release.shift-open' });
  const answer = await logins.check(input);
  if (!answer.ok) return answer;
  if (!may(answer.value.permissions, 'terminal.release')) return refuse({ code: 'release.not-allowed' });
  // A sale may have come in while the PIN was looked at.
  const still = unsyncedGuard(core.db, companyId);
  if (still.ok) releases.release(core.machine.now());
  return still;
}
