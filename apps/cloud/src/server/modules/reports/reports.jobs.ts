import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import type { JobDefinition } from '../jobs/jobs.port.ts';

/** Looks whose reports have something to be done. */
export const reportRoundJob: JobDefinition<Record<string, never>> = {
  name: 'report-round',
  payload: z.preprocess((raw) => raw ?? {}, z.strictObject({})),
  retries: 1,
  retryAfterS: 60,
  expiresAfterS: 120,
};

/** What one company's reports need: sums asked against the orders, letters written. Done twice it does nothing the second time. */
export const reportTurnJob: JobDefinition<{ readonly companyId: string }> = {
  name: 'report-turn',
  payload: z.strictObject({ companyId: idSchema }),
  retries: 3,
  retryAfterS: 300,
  expiresAfterS: 3_600,
};
