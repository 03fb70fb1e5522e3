import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { businessDaySchema } from '@fastops/shared/base/time';
import { kitchenSettingsSchema } from '@fastops/shared/kitchen/station';
import { branchProcedure, reachProcedure, router } from '../../rpc/procedures.ts';
import { times, unseen } from './kitchen.service.ts';
import { followCompany, kitchenWithMenu, saveKitchen } from './settings.service.ts';

const version = z.int().min(0);
const kitchen = z.strictObject(kitchenSettingsSchema.omit({ id: true }).shape);

export const kitchenRouter = router({
  /** Tickets that no screen, printer or person in the kitchen has answered for. */
  unseen: reachProcedure('reports.view', z.void()).query(({ sql, actor, machine }) =>
    unseen(sql, { now: machine.now(), reach: actor.reach }),
  ),
  times: branchProcedure('reports.view', z.strictObject({ branchId: idSchema, businessDay: businessDaySchema })).query(({ sql }, of) =>
    times(sql, of),
  ),
  /** Stations, thresholds and the ladder's times of a branch; with null, those of the company. */
  settings: branchProcedure('branches.read', z.strictObject({ branchId: idSchema.nullable() })).find(({ sql }, place) =>
    kitchenWithMenu(sql, place),
  ),
  saveSettings: branchProcedure('branches.manage', z.strictObject({ branchId: idSchema.nullable(), kitchen, version })).mutation(
    (call, input) => saveKitchen(call, input),
  ),
  followCompany: branchProcedure('branches.manage', z.strictObject({ branchId: idSchema })).mutation((call, input) =>
    followCompany(call, input),
  ),
});
