import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { reaches } from '@fastops/shared/identity/access';
import { branchFileSchema, UPDATE_CHANNELS } from '@fastops/shared/releases/branch-file';
import { updateWindowSchema } from '@fastops/shared/releases/install-time';
import { versionSchema } from '@fastops/shared/releases/manifest';
import { branchProcedure, reachProcedure, router, terminalProcedure } from '../../rpc/procedures.ts';
import { branchFileFor, checkRelease, saveWindow, versionsOf, windowOf } from './releases.service.ts';

const result = z.strictObject({ code: z.string().regex(/^update\.[a-z-]{1,30}$/), version: versionSchema.nullable(), at: z.int().min(0) });
const ask = z.strictObject({
  version: versionSchema,
  platform: z.string().regex(/^[a-z0-9]{1,10}-[a-z0-9]{1,10}$/),
  channel: z.enum(UPDATE_CHANNELS),
  result: result.nullable(),
});
const { terminalName, role, channel, brand, printers } = branchFileSchema.shape;
const fileWish = z.strictObject({ branchId: idSchema, withCode: z.boolean(), terminalName, role, channel, brand, printers });

/** Versions of the tills, and what a branch's installer is made of. */
export const releasesRouter = router({
  check: terminalProcedure(ask).mutation(({ sql, actor, releases, machine }, input) =>
    checkRelease(sql, { actor, shelf: releases, now: machine.now() }, input),
  ),
  versions: reachProcedure('terminals.read', z.void()).query(async ({ sql, actor, machine }) =>
    (await versionsOf(sql, machine.now())).filter(({ branchId }) => reaches(actor.reach, branchId)),
  ),
  window: branchProcedure('terminals.read', z.strictObject({ branchId: idSchema })).query(({ sql }, { branchId }) =>
    windowOf(sql, branchId),
  ),
  saveWindow: branchProcedure('terminals.manage', z.strictObject({ branchId: idSchema, window: updateWindowSchema })).mutation(
    (call, input) => saveWindow(call, input),
  ),
  branchFile: branchProcedure('terminals.manage', fileWish).mutation((call, input) =>
    branchFileFor({ ...call, cloudUrl: call.publicUrl(), now: call.machine.now() }, input),
  ),
});
