import { z } from 'zod';
import type { JobDefinition } from '../jobs/jobs.port.ts';

/** Finds the companies whose turn it is. */
export const roundJob: JobDefinition<unknown> = {
  name: 'subscriptions-round',
  payload: z.unknown(),
  retries: 3,
  retryAfterS: 60,
  expiresAfterS: 300,
};

/** One company's turn: time passes, an invoice is made, people are reminded. */
export const turnJob: JobDefinition<{ companyId: string }> = {
  name: 'subscription-turn',
  payload: z.strictObject({ companyId: z.uuid() }),
  retries: 5,
  retryAfterS: 60,
  expiresAfterS: 60,
};

/** Asks the provider how a payment stands, until it is final. */
export const checkJob: JobDefinition<{ companyId: string; tryId: string; transactionId?: string | undefined }> = {
  name: 'payment-check',
  payload: z.strictObject({ companyId: z.uuid(), tryId: z.uuid(), transactionId: z.string().optional() }),
  retries: 8,
  retryAfterS: 30,
  expiresAfterS: 60,
};
