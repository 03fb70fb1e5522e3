import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { done } from '@fastops/shared/base/result';
import { textSchema } from '@fastops/shared/base/text';
import { branchProcedure, publicProcedure, router, selfProcedure, userProcedure } from '../../rpc/procedures.ts';
import { accept, invite, lookAtInvitation, openInvitations, withdraw } from './invitations.service.ts';
import { beginFactor, hasFactor, turnOff, turnOn } from './second-factor.service.ts';
import { changePassword, requestReset, resetPassword } from './recovery.service.ts';

const language = z.enum(['es', 'en']).default('es');
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const password = z.string().min(10).max(200);
const email = z.email().max(200);

/** A person's own account: password and log-ins. */
export const accountRouter = router({
  requestReset: publicProcedure(z.strictObject({ email, language })).action((call, input) => requestReset(call, input)),
  resetPassword: publicProcedure(z.strictObject({ token, password })).action((call, input) => resetPassword(call, input)),
  changePassword: selfProcedure(z.strictObject({ current: z.string().max(200), password })).action((call, input) =>
    changePassword(call, input),
  ),
  sessions: selfProcedure(z.void()).action(async ({ sessions, actor }) =>
    done((await sessions.list(actor.userId)).map((session) => ({ ...session, isThis: session.sessionId === actor.sessionId }))),
  ),
  endSession: selfProcedure(z.strictObject({ sessionId: z.string().max(64) })).action(async ({ sessions, actor }, input) => {
    await sessions.endOf(actor.userId, input);
    return done(null);
  }),
  endOtherSessions: selfProcedure(z.void()).action(async ({ sessions, actor }) => {
    await sessions.endOf(actor.userId, { keep: actor.sessionId });
    return done(null);
  }),
});

const code = z.string().min(6).max(20);

/** The second step of one's log-in: a code of an authenticator app. */
export const secondFactorRouter = router({
  status: selfProcedure(z.void()).action(async (call) => done({ isOn: await hasFactor(call) })),
  begin: selfProcedure(z.void()).action((call) => beginFactor(call)),
  turnOn: selfProcedure(z.strictObject({ code })).action((call, input) => turnOn(call, input.code)),
  turnOff: selfProcedure(z.strictObject({ password: z.string().max(200) })).action((call, input) => turnOff(call, input.password)),
});

/** How somebody gets a seat in a company. */
export const invitationsRouter = router({
  list: userProcedure('staff.read', z.void()).query(({ sql, machine }) => openInvitations(sql, machine.now())),
  /** Shows the link once; the letter goes too, and is tried again when it can't. */
  create: branchProcedure(
    'staff.manage',
    z.strictObject({ email, roleId: z.string().min(1).max(40), branchId: idSchema.nullable(), language }),
  ).mutation((call, input) => invite(call, input)),
  withdraw: userProcedure('staff.manage', z.strictObject({ id: idSchema })).mutation((call, { id }) => withdraw(call, id)),
  look: publicProcedure(z.strictObject({ token })).action((call, input) => lookAtInvitation(call, input.token)),
  accept: publicProcedure(z.strictObject({ token, name: textSchema(60), password: z.string().min(1).max(200) })).action(
    async (call, input) => {
      const accepted = await accept(call, input);
      if (!accepted.ok) return accepted;
      const session = await call.sessions.create(accepted.value.userId, call);
      call.setCookie(session.cookie);
      return done({ companyId: accepted.value.companyId });
    },
  ),
});
