import { z } from 'zod';
import { done } from '@fastops/shared/base/result';
import { PERMISSIONS, may } from '@fastops/shared/identity/permissions';
import { loggedIn, me } from '../../rpc/rest-answers.ts';
import { publicProcedure, router, userProcedure } from '../../rpc/procedures.ts';
import { login } from './identity.service.ts';

const credentials = z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) });

export const authRouter = router({
  /** Sets the session cookie and answers the same opaque token, for clients without cookies. */
  login: publicProcedure(credentials, { method: 'POST', path: '/auth/login', tags: ['auth'], answer: loggedIn }).action(
    async (call, input) => {
      const answer = await login(call.db, call.logins, { ...input, now: call.machine.now(), address: call.address });
      if (!answer.ok) return answer;
      const session = await call.sessions.create(answer.value.userId);
      call.setCookie(session.cookie);
      return done({ ...answer.value, token: session.token });
    },
  ),
  logout: publicProcedure(z.void()).action(async (call) => {
    if (call.sessionToken) await call.sessions.end(call.sessionToken);
    call.setCookie(call.sessions.clearedCookie());
    return done(null);
  }),
  me: userProcedure('user', z.void(), { method: 'GET', path: '/auth/me', tags: ['auth'], answer: me }).query(async ({ actor }) => ({
    userId: actor.userId,
    name: actor.name,
    email: actor.email,
    companyId: actor.companyId,
    role: actor.role,
    permissions: PERMISSIONS.filter((permission) => may(actor.permissions, permission)),
  })),
});
