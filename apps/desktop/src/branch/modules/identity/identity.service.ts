import { done, refuse, type Result } from '@fastops/shared/base/result';
import { limitsOfRole } from '@fastops/shared/identity/limits';
import { permissionsFromHex } from '@fastops/shared/identity/permissions';
import {
  NO_PIN_FAILURES,
  pinFailed,
  pinFailuresSeenAt,
  pinGate,
  type PinFailures,
  type PinGate,
} from '@fastops/shared/identity/pin-throttle';
import type { Grant, GrantedStaff } from '@fastops/shared/identity/grant';
import { couldAllow, type Approvable } from '../../allowed.ts';
import type { Actor } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import type { LoginRefusal } from './identity.port.ts';
import { dropPinFailures, readPinFailures, savePinFailures, type PinKey } from './identity.store.ts';

/** Who may log in, as the first screen shows them; nothing secret. */
export type StaffTile = { readonly id: string; readonly name: string; readonly role: string };

export function staffTiles(grant: Grant): StaffTile[] {
  return grant.staff.map(({ id, name, role }) => ({ id, name, role }));
}

/** Those who could allow something that was refused. */
export function staffWho(grant: Grant, needed: Approvable): StaffTile[] {
  const holders = grant.staff.filter((person) => couldAllow(actorOf(person, grant), needed));
  return holders.map(({ id, name, role }) => ({ id, name, role }));
}

export function actorOf({ id, name, role, permissions }: GrantedStaff, { roleLimits }: Pick<Grant, 'roleLimits'>): Actor {
  return { id, name, role, permissions: permissionsFromHex(permissions), limits: limitsOfRole(role, roleLimits) };
}

/**
 * Counts a try before the PIN is looked at, so that pulling the plug or trying ten at once never buys a free guess.
 * It counts against the person and against the terminal: whoever knows one PIN can't clear the count of another's.
 */
export function beginPinTry(db: Writer, key: PinKey, now: number): Result<null, LoginRefusal> {
  const counts = countsOf(key).map((each) => ({ key: each, failures: failuresSeenAt(db, each, now) }));
  const gates = counts.map(({ failures }) => pinGate(failures, now));
  if (gates.some(({ kind }) => kind === 'locked')) return refuse({ code: 'login.locked' });
  const waitMs = longestWait(gates);
  if (waitMs > 0) return refuse({ code: 'login.wait', waitMs });
  for (const { key: each, failures } of counts) savePinFailures(db, each, pinFailed(failures, now));
  return done(null);
}

/** The count as this clock reading sees it; kept when a clock set back has moved its wait. */
function failuresSeenAt(db: Writer, key: PinKey, now: number): PinFailures {
  const kept = readPinFailures(db, key);
  const seen = pinFailuresSeenAt(kept, now);
  if (seen !== kept) savePinFailures(db, key, seen);
  return seen;
}

/** The PIN was right: the person's count and the terminal's start again; those of others stand. */
export function forgetPinFailures(db: Writer, key: PinKey): void {
  for (const each of countsOf(key)) savePinFailures(db, each, NO_PIN_FAILURES);
}

/** A new grant from the cloud opens a terminal that wrong PINs have locked. */
export function forgetAllPinFailures(db: Writer, companyId: string): void {
  dropPinFailures(db, companyId);
}

/** How long the next try has to wait after a wrong PIN. */
export function waitAfterFailure(db: Reader, key: PinKey, now: number): number {
  return longestWait(countsOf(key).map((each) => pinGate(readPinFailures(db, each), now)));
}

function countsOf({ companyId, staffId }: PinKey): PinKey[] {
  const terminal = { companyId, staffId: undefined };
  return staffId === undefined ? [terminal] : [terminal, { companyId, staffId }];
}

function longestWait(gates: readonly PinGate[]): number {
  return Math.max(0, ...gates.map((gate) => (gate.kind === 'wait' ? gate.ms : 0)));
}
