import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { textSchema } from '@fastops/shared/base/text';
import { PERMISSIONS } from '@fastops/shared/identity/permissions';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { companyKeys, createKey, revokeKey } from './api-keys.service.ts';

const wanted = z.strictObject({
  name: textSchema(60),
  permissions: z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length),
  branchIds: z.array(idSchema).min(1).max(200).nullable(),
  expiresAt: z.int().positive().nullable(),
});

/** Keys of the company's own, for programs. */
export const apiKeysRouter = router({
  list: userProcedure('staff.manage', z.void()).query(({ sql, machine }) => companyKeys(sql, machine.now())),
  create: userProcedure('staff.manage', wanted).mutation((call, input) => createKey(call, input)),
  revoke: userProcedure('staff.manage', z.strictObject({ id: idSchema })).mutation((call, { id }) => revokeKey(call, id)),
});
