import { z } from 'zod';
import type { JobDefinition } from '../jobs/jobs.port.ts';

/** A letter on its way. It is sealed: letters hold links that open doors, and a queue is read by more people than a mailbox. */
export type MailPayload = { readonly to: string; readonly sealed: string };

/** Eight tries more, over some two hours: a mail server that restarts or asks to come again loses nobody's letter. */
export const mailJob: JobDefinition<MailPayload> = {
  name: 'mail',
  payload: z.strictObject({ to: z.string(), sealed: z.string() }),
  retries: 8,
  retryAfterS: 30,
  expiresAfterS: 120,
};
