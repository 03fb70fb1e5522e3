import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { serviceSettingsSchema } from '@fastops/shared/delivery/service-settings';
import { sellingSettingsSchema } from '@fastops/shared/selling/settings';
import { branchProcedure, router } from '../../rpc/procedures.ts';
import { branchService, saveSelling, saveService } from './settings.service.ts';

const at = { branchId: idSchema, version: z.int().min(0) };
const service = z.strictObject(serviceSettingsSchema.omit({ id: true }).shape);
const selling = z.strictObject(sellingSettingsSchema.omit({ id: true }).shape);

/** How a branch serves, and what its tills offer. */
export const settingsRouter = router({
  service: branchProcedure('branches.read', z.strictObject({ branchId: idSchema })).find(({ sql }, { branchId }) =>
    branchService(sql, branchId),
  ),
  saveService: branchProcedure('branches.manage', z.strictObject({ ...at, service })).mutation((call, input) => saveService(call, input)),
  saveSelling: branchProcedure('branches.manage', z.strictObject({ ...at, selling })).mutation((call, input) => saveSelling(call, input)),
});
