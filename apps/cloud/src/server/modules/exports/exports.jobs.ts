import { z } from 'zod';
import type { JobDefinition } from '../jobs/jobs.port.ts';

/** Which archive of which company is to be made. */
export type ExportPayload = { readonly companyId: string; readonly exportId: string };

/** An hour is long for one company; a worker that died is followed by another, which begins anew. */
export const exportJob: JobDefinition<ExportPayload> = {
  name: 'company-export',
  payload: z.strictObject({ companyId: z.string(), exportId: z.string() }),
  retries: 2,
  retryAfterS: 30,
  expiresAfterS: 3_600,
};
