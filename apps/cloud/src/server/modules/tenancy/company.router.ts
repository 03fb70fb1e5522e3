import { z } from 'zod';
import { done, refuse } from '@fastops/shared/base/result';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { askForExport, exportsOf } from '../exports/exports.service.ts';
import { proveAgain } from '../identity/identity.service.ts';
import { askToClose, companyLife, keepOpen } from './life.service.ts';

const proof = { password: z.string().max(200), code: z.string().max(20).optional() };

/** The company itself: how it stands, everything it has as one archive, and its end. */
export const companyRouter = router({
  life: userProcedure('user', z.void()).query(async ({ sql }) => (await companyLife(sql)) ?? null),
  exports: userProcedure('company.manage', z.void()).query(({ sql }) => exportsOf(sql)),
  askForExport: userProcedure('company.manage', z.void()).mutation((call) => askForExport(call)),
  /** The name typed, the password, and the second step where there is one: a company is not closed by a slip. */
  close: userProcedure('company.manage', z.strictObject({ ...proof, name: z.string().max(80) })).action(async (call, input) => {
    const proven = await proveAgain(call, input);
    if (!proven.ok) return proven;
    const closed = await call.db.inCompany(call.actor.companyId, (sql) => askToClose({ ...call, sql }, input));
    return closed.ok ? done(closed.value) : refuse(closed.refusal);
  }),
  keepOpen: userProcedure('company.manage', z.void()).mutation((call) => keepOpen(call)),
});
