import { z } from 'zod';
import { done } from '@fastops/shared/base/result';
import { idSchema } from '@fastops/shared/base/id';
import { textSchema } from '@fastops/shared/base/text';
import { PLAN_IDS } from '@fastops/shared/subscriptions/plan';
import { operatorCookie, operatorProcedure, publicProcedure, router } from '../../rpc/procedures.ts';
import { billing, changePlan, invoices, payByHand } from './billing.service.ts';
import { actAs, companies, operatorLogin, operatorLogout, suspend } from './operators.service.ts';

const credentials = z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) });
const letters = z.strictObject({ ids: z.array(z.string().max(60)).min(1).max(100) });
/** Nothing, or the hour and id of the last invoice seen. */
const CURSOR = /^(\d{1,15}\|[0-9a-f-]{36})?$/;
const search = z.strictObject({ text: z.string().max(80).default(''), after: z.string().max(200).default('') });

/** The platform's own door: accounts, log-in and rights that no company can give or have. */
export const operatorRouter = router({
  login: publicProcedure(credentials).action(async (call, input) => {
    const answer = await operatorLogin(call, input);
    if (!answer.ok) return answer;
    call.setCookie(operatorCookie(call, answer.value.token, answer.value.maxAgeS));
    return done({ name: answer.value.name });
  }),
  logout: operatorProcedure(z.void()).action(async (call) => {
    await operatorLogout(call, call.operatorToken ?? '');
    call.setCookie(operatorCookie(call, '', 0));
    return done(null);
  }),
  me: operatorProcedure(z.void()).query(async ({ operator }) => ({ name: operator.name, email: operator.email })),
  companies: operatorProcedure(search).query((call, input) => companies(call, input)),
  suspend: operatorProcedure(z.strictObject({ companyId: idSchema, suspended: z.boolean(), reason: textSchema(200) })).action(
    (call, input) => suspend(call, input),
  ),
  /** Sets the cookie of a log-in that ends by itself. */
  actAs: operatorProcedure(z.strictObject({ companyId: idSchema, reason: textSchema(200) })).action(async (call, input) => {
    const answer = await actAs(call, input);
    if (!answer.ok) return answer;
    call.setCookie(answer.value.cookie);
    return done({ until: answer.value.until });
  }),
  deadLetters: operatorProcedure(z.void()).query(({ jobs }) => jobs.deadLetters()),
  reviveLetters: operatorProcedure(letters).action(async ({ jobs }, { ids }) => done({ revived: await jobs.revive(ids) })),
  buryLetters: operatorProcedure(letters).action(async ({ jobs }, { ids }) => done({ buried: await jobs.bury(ids) })),
  billing: operatorProcedure(z.strictObject({ companyId: idSchema })).find((call, input) => billing(call, input)),
  changePlan: operatorProcedure(z.strictObject({ companyId: idSchema, plan: z.enum(PLAN_IDS), reason: textSchema(200) })).action(
    (call, input) => changePlan(call, input),
  ),
  invoices: operatorProcedure(search.extend({ state: z.enum(['open', 'paid', 'void', 'all']), after: z.string().regex(CURSOR) })).query(
    (call, input) => invoices(call, input),
  ),
  payByHand: operatorProcedure(z.strictObject({ companyId: idSchema, invoiceId: idSchema, note: textSchema(200) })).action((call, input) =>
    payByHand(call, input),
  ),
});
