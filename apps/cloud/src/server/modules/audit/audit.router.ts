import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { auditPage, verifyAudit } from './audit.service.ts';

const filter = z.strictObject({
  before: z.int().min(1).optional(),
  action: z.string().max(60).optional(),
  actorId: idSchema.optional(),
  branchId: idSchema.optional(),
  text: z.string().min(1).max(60).optional(),
  from: z.int().min(0).optional(),
  to: z.int().min(0).optional(),
  limit: z.int().min(1).max(200).default(50),
});

export const auditRouter = router({
  list: userProcedure('audit.read', filter).query(({ sql }, input) => auditPage(sql, input)),
  verify: userProcedure('audit.read', z.void()).query(({ sql, devices }) => verifyAudit(sql, devices)),
});
