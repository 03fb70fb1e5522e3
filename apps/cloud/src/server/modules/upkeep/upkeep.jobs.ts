import { z } from 'zod';
import type { JobDefinition } from '../jobs/jobs.port.ts';

/** What is looked after once a night in every company. */
export const nightlyJob: JobDefinition<Record<string, never>> = {
  name: 'company-upkeep',
  payload: z.preprocess((raw) => raw ?? {}, z.strictObject({})),
  retries: 3,
  retryAfterS: 300,
  expiresAfterS: 3_600,
};
