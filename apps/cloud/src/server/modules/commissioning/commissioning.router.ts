import { z } from 'zod';
import { reaches } from '@fastops/shared/identity/access';
import { reachProcedure, router, terminalProcedure } from '../../rpc/procedures.ts';
import { latestReports, saveReport } from './commissioning.service.ts';

const handedIn = z.strictObject({ report: z.string().max(20_000), signature: z.string().max(120) });

/** What tills found out about their own fitness. */
export const commissioningRouter = router({
  save: terminalProcedure(handedIn).request(({ sql, actor, devices }, input) => saveReport(sql, { actor, devices }, input)),
  latest: reachProcedure('terminals.read', z.void()).query(async ({ sql, actor, devices }) =>
    (await latestReports(sql, devices)).filter(({ report }) => reaches(actor.reach, report.branchId)),
  ),
});
