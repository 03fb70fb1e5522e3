import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { hashSchema } from '@fastops/shared/sync/event';
import { branchProcedure, reachProcedure, router } from '../../rpc/procedures.ts';
import { cashOf, zReport } from './cash.service.ts';

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
});
