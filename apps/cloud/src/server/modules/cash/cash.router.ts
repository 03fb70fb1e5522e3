import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { cashSettingsSchema } from '@fastops/shared/cash/settings';
import { TAX_PROFILES } from '@fastops/shared/catalog/tax-profile';
import { hashSchema } from '@fastops/shared/sync/event';
import { branchProcedure, reachProcedure, router } from '../../rpc/procedures.ts';
import { branchSettings, cashOf, saveSettings, saveTaxProfile, zReport } from './cash.service.ts';

const LATEST = 8_640_000_000_000_000;
const page = z.strictObject({
  branchId: idSchema,
  before: z.int().min(0).max(LATEST).default(LATEST),
  limit: z.int().min(1).max(100).default(30),
});

export const cashRouter = router({
  /** A branch's drawers, newest first, with the transfers that wait for somebody to see them arrive. */
  sessions: branchProcedure('reports.view', page).query(({ sql }, filter) => cashOf(sql, filter)),
  z: reachProcedure('reports.view', z.strictObject({ hash: hashSchema })).find(({ sql, actor }, { hash }) =>
    zReport(sql, { hash, reach: actor.reach }),
  ),
  settings: branchProcedure('branches.read', z.strictObject({ branchId: idSchema })).find(({ sql }, at) => branchSettings(sql, at)),
  saveSettings: branchProcedure(
    'branches.manage',
    z.strictObject({ branchId: idSchema, cash: z.strictObject(cashSettingsSchema.omit({ id: true }).shape) }),
  ).mutation((call, input) => saveSettings(call, input)),
  saveTax: branchProcedure('branches.manage', z.strictObject({ branchId: idSchema, tax: z.enum(TAX_PROFILES) })).mutation((call, input) =>
    saveTaxProfile(call, input),
  ),
});
