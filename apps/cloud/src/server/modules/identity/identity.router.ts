import { z } from 'zod';
import { done, refuse } from '@fastops/shared/base/result';
import { idSchema } from '@fastops/shared/base/id';
import { anywhere } from '@fastops/shared/identity/access';
import { PERMISSIONS, may, type PermissionSet } from '@fastops/shared/identity/permissions';
import { loggedIn, loggedOut, me, tokens } from '../../rpc/rest-answers.ts';
import { publicProcedure, router, selfProcedure, userProcedure } from '../../rpc/procedures.ts';
import { apiLogin, apiLogout, refresh } from './api-logins.service.ts';
import { companiesOf, login } from './identity.service.ts';

const credentials = z.strictObject({
  email: z.email().max(200),
  password: z.string().min(1).max(200),
  code: z.string().max(20).optional().describe('Of the authenticator app, when it is asked for.'),
});

export const authRouter = router({
  /** Sets the session cookie and answers the same opaque token. */
  login: publicProcedure(credentials).action(async (call, input) => {
    const answer = await login(call, input);
    if (!answer.ok) return answer;
    const session = await call.sessions.create(answer.value.userId, call);
    call.setCookie(session.cookie);
    return done({ ...answer.value, token: session.token });
  }),
  logout: publicProcedure(z.void()).action(async (call) => {
    if (call.sessionToken) await call.sessions.end(call.sessionToken);
    call.setCookie(call.sessions.clearedCookie());
    return done(null);
  }),
  me: userProcedure('user', z.void(), {
    method: 'GET',
    path: '/auth/me',
    tags: ['auth'],
    summary: 'Who you are and what you may do',
    answer: me,
  }).query(async ({ actor }) => ({
    userId: actor.userId,
    name: actor.name,
    email: actor.email,
    companyId: actor.companyId,
    permissions: namesIn(actor.access.company),
    /** What they may do at one branch at least: whether a screen is worth offering. */
    somewhere: namesIn(anywhere(actor.access)),
    /** Set while an operator of the platform looks with this person's eyes. */
    operator: actor.operator ? { name: actor.operator.name, until: actor.operator.until } : null,
    stopped: actor.stopped ?? null,
    apiKey: actor.apiKey ?? null,
  })),
  companies: userProcedure('user', z.void()).action(async ({ db, actor }) => done(await companiesOf(db, actor.userId))),
  /** Looks at another of one's companies, from the next request on. */
  switchCompany: selfProcedure(z.strictObject({ companyId: idSchema })).action(async ({ db, actor, sessions }, { companyId }) => {
    const mine = await companiesOf(db, actor.userId);
    if (!mine.some((each) => each.companyId === companyId)) return refuse({ code: 'company.not-found' });
    await sessions.choose(actor.sessionId, companyId);
    return done(null);
  }),
});

const holding = z.strictObject({ refreshToken: z.string().min(1).max(200) });
const inCompany = credentials.extend({ companyId: idSchema.optional().describe('Whose person is in several companies says which.') });
const auth = (path: string, summary: string) => ({ method: 'POST' as const, path: `/auth/${path}` as const, tags: ['auth'], summary });

/** Log-ins of programs that a person lets in: no cookie, and tokens that end. */
export const apiAuthRouter = router({
  login: publicProcedure(inCompany, { ...auth('login', 'Log in and get tokens'), answer: loggedIn }).action((call, input) =>
    apiLogin(call, input),
  ),
  refresh: publicProcedure(holding, { ...auth('refresh', 'Get the next tokens'), answer: tokens }).action((call, input) =>
    refresh(call, input),
  ),
  logout: publicProcedure(holding, { ...auth('logout', 'End the log-in'), answer: loggedOut }).action((call, input) =>
    apiLogout(call, input),
  ),
});

function namesIn(set: PermissionSet) {
  return PERMISSIONS.filter((permission) => may(set, permission));
}
