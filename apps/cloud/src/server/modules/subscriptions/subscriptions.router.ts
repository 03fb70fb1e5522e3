import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { done } from '@fastops/shared/base/result';
import { PLAN_IDS } from '@fastops/shared/subscriptions/plan';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { invoiceOf, overview } from './overview.service.ts';
import { beginPayment, noteReturn } from './payments.service.ts';
import { askFor } from './subscriptions.service.ts';

/** What a company has with us: its plan, its invoices, how to pay. */
export const subscriptionsRouter = router({
  overview: userProcedure('company.manage', z.void()).query((call) => overview(call)),
  invoice: userProcedure('company.manage', z.strictObject({ id: idSchema })).find(({ sql }, { id }) => invoiceOf(sql, id)),
  choosePlan: userProcedure('company.manage', z.strictObject({ plan: z.enum(PLAN_IDS) })).mutation((call, { plan }) =>
    askFor(call, { kind: 'plan', plan }),
  ),
  cancel: userProcedure('company.manage', z.void()).mutation((call) => askFor(call, { kind: 'cancel' })),
  keep: userProcedure('company.manage', z.void()).mutation((call) => askFor(call, { kind: 'keep' })),
  pay: userProcedure('company.manage', z.void()).mutation(async (call) => done(await beginPayment(call))),
  /** Back from the provider's page, which names the transaction: it is asked about at once. */
  returned: userProcedure('company.manage', z.strictObject({ transactionId: z.string().min(1).max(200) })).action((call, input) =>
    noteReturn(call, input.transactionId),
  ),
});
