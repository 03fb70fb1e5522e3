import { done, refuse, type Result } from '@fastops/shared/base/result';
import { permissionsFromHex } from '@fastops/shared/identity/permissions';
import { NO_PIN_FAILURES, pinFailed, pinGate } from '@fastops/shared/identity/pin-throttle';
import type { Grant, GrantedStaff } from '@fastops/shared/identity/grant';
import type { Actor } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { readPinFailures, savePinFailures } from './identity.store.ts';

/** Who may log in, as the first screen shows them; nothing secret. */
export type StaffTile = { readonly id: string; readonly name: string; readonly role: string };

export type LoginRefusal =
  | { readonly code: 'login.wrong-pin'; readonly waitMs: number }
  | { readonly code: 'login.wait'; readonly waitMs: number }
  | { readonly code: 'login.locked' };

export function staffTiles(grant: Grant): StaffTile[] {
  return grant.staff.map(({ id, name, role }) => ({ id, name, role }));
}

export function actorOf(staff: GrantedStaff): Actor {
  return { id: staff.id, name: staff.name, role: staff.role, permissions: permissionsFromHex(staff.permissions) };
}

/**
 * Counts a try before the PIN is looked at, so that pulling the plug or trying ten at once never buys a free guess.
 */
export function beginPinTry(db: Writer, companyId: string, now: number): Result<null, LoginRefusal> {
  const failures = readPinFailures(db, companyId);
  const gate = pinGate(failures, now);
  if (gate.kind === 'locked') return refuse({ code: 'login.locked' });
  if (gate.kind === 'wait') return refuse({ code: 'login.wait', waitMs: gate.ms });
  savePinFailures(db, companyId, pinFailed(failures, now));
  return done(null);
}

/** The PIN was right: the count starts again. */
export function forgetPinFailures(db: Writer, companyId: string): void {
  savePinFailures(db, companyId, NO_PIN_FAILURES);
}

/** How long the next try has to wait after a wrong PIN. */
export function waitAfterFailure(db: Reader, companyId: string, now: number): number {
  const gate = pinGate(readPinFailures(db, companyId), now);
  return gate.kind === 'wait' ? gate.ms : 0;
}
