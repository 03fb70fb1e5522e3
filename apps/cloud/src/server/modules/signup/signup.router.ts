import { z } from 'zod';
import { done } from '@fastops/shared/base/result';
import { textSchema } from '@fastops/shared/base/text';
import { pinSchema } from '@fastops/shared/identity/grant';
import { signUpDraftSchema, signUpSchema } from '@fastops/shared/tenancy/sign-up';
import { publicProcedure, router } from '../../rpc/procedures.ts';
import { finishSignUp, keepDraft, lookAtSignUp, requestSignUp } from './signup.service.ts';

const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const finishInput = z.strictObject({
  ...signUpSchema.shape,
  token,
  password: z.string().min(1).max(200),
  code: z.string().max(20).optional(),
  cashier: z.strictObject({ name: textSchema(60), pin: pinSchema }),
});

/** How a company begins; everything here is for somebody whom nobody knows yet, so each step asks for the letter's secret. */
export const signupRouter = router({
  request: publicProcedure(z.strictObject({ email: z.email().max(200), language: z.enum(['es', 'en']).default('es') })).action(
    (call, input) => requestSignUp(call, input),
  ),
  look: publicProcedure(z.strictObject({ token })).action((call, input) => lookAtSignUp(call, input.token)),
  keep: publicProcedure(z.strictObject({ token, draft: signUpDraftSchema })).action((call, input) => keepDraft(call, input)),
  /** Logs the person in too: what is left is to connect a till. */
  finish: publicProcedure(finishInput).action(async (call, input) => {
    const founded = await finishSignUp(call, input);
    if (!founded.ok) return founded;
    const { userId, companyId, branchId } = founded.value;
    const session = await call.sessions.create(userId, call);
    await call.sessions.chooseBy(session.token, companyId);
    call.setCookie(session.cookie);
    return done({ companyId, branchId });
  }),
});
