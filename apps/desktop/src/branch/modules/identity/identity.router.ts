import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { done, type Result } from '@fastops/shared/base/result';
import { pinSchema } from '@fastops/shared/identity/grant';
import type { PermissionSet } from '@fastops/shared/identity/permissions';
import { PERMISSIONS, may } from '@fastops/shared/identity/permissions';
import type { Actor } from '../../context.ts';
import { findAsked, grantApproval, type ApproveRefusal } from '../../rpc/approvals.ts';
import { action, currentActor, look, openQuery, router, type CallContext } from '../../rpc/procedures.ts';
import { staffTiles, staffWho, type StaffTile } from './identity.service.ts';
import type { LoginRefusal, PinInput } from './identity.port.ts';

/** The person at the till, as screens need them: names and what they may do. */
export type Me = { readonly id: string; readonly name: string; readonly role: string; readonly permissions: readonly string[] };

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
    connection.approvals = [];
    return done(null);
  }),
  /** Who could allow what this window was refused. */
  approvers: look('staff', z.strictObject({ requestId: idSchema }), approvers),
  /** A supervisor at the till allows the one command that was refused; their PIN is throttled as at log-in. */
  approve: action('staff', z.strictObject({ requestId: idSchema, staffId: idSchema, pin: pinSchema }), approve),
});

function approvers(call: CallContext, { requestId }: { requestId: string }): StaffTile[] {
  const asked = findAsked(call, requestId);
  const grant = call.core.enrolment()?.grant;
  return asked && grant ? staffWho(grant, asked).filter(({ id }) => id !== asked.askedById) : [];
}

async function approve(
  call: CallContext,
  { requestId, ...who }: PinInput & { requestId: string },
): Promise<Result<null, LoginRefusal | ApproveRefusal>> {
  const answer = await call.logins.check(who);
  return answer.ok ? grantApproval(call, requestId, answer.value) : answer;
}

async function login({ core, logins, connection }: CallContext, input: PinInput): Promise<Result<Me, LoginRefusal>> {
  const answer = await logins.check(input);
  if (!answer.ok) return answer;
  connection.actor = answer.value;
  connection.approvals = [];
  connection.grantVersion = core.enrolment()?.grant.version ?? 0;
  return done(meOf(answer.value));
}

function meOf({ id, name, role, permissions }: Actor): Me {
  return { id, name, role, permissions: namesOf(permissions) };
}

function namesOf(set: PermissionSet): string[] {
  return PERMISSIONS.filter((permission) => may(set, permission));
}
