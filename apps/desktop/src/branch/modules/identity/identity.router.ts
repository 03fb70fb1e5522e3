import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { pinSchema } from '@fastops/shared/identity/grant';
import type { PermissionSet } from '@fastops/shared/identity/permissions';
import { PERMISSIONS, may } from '@fastops/shared/identity/permissions';
import type { Actor } from '../../context.ts';
import { action, currentActor, openQuery, router, type CallContext } from '../../rpc/procedures.ts';
import { actorOf, beginPinTry, forgetPinFailures, staffTiles, waitAfterFailure, type LoginRefusal } from './identity.service.ts';

/** The person at the till, as screens need them: names and what they may do. */
export type Me = { readonly id: string; readonly name: string; readonly role: string; readonly permissions: readonly string[] };
type NoGrantRefusal = { readonly code: 'terminal.not-enrolled' };

export const identityRouter = router({
  staff: openQuery(z.void(), ({ core }) => {
    const enrolment = core.enrolment();
    return enrolment ? staffTiles(enrolment.grant) : [];
  }),
  me: openQuery(z.void(), (call) => {
    const actor = currentActor(call);
    return actor ? meOf(actor) : null;
  }),
  login: action('open', z.strictObject({ staffId: idSchema, pin: pinSchema }), login),
  logout: action('open', z.void(), ({ connection }) => {
    connection.actor = undefined;
    return done(null);
  }),
});

async function login(call: CallContext, input: { staffId: string; pin: string }): Promise<Result<Me, LoginRefusal | NoGrantRefusal>> {
  const { core, connection } = call;
  const enrolment = core.enrolment();
  if (!enrolment) return refuse({ code: 'terminal.not-enrolled' });
  const staff = enrolment.grant.staff.find(({ id }) => id === input.staffId);
  const key = { companyId: enrolment.terminal.companyId, staffId: staff?.id };
  const begun = core.transaction((db) => beginPinTry(db, key, core.machine.now()), []);
  if (!begun.ok) return begun;
  if (!staff || !(await call.pins.matches(input.pin, staff.pinHash))) {
    return refuse({ code: 'login.wrong-pin', waitMs: waitAfterFailure(core.db, key, core.machine.now()) });
  }
  core.transaction((db) => forgetPinFailures(db, key), []);
  connection.actor = actorOf(staff);
  connection.grantVersion = enrolment.grant.version;
  return done(meOf(connection.actor));
}

function meOf({ id, name, role, permissions }: Actor): Me {
  return { id, name, role, permissions: namesOf(permissions) };
}

function namesOf(set: PermissionSet): string[] {
  return PERMISSIONS.filter((permission) => may(set, permission));
}
