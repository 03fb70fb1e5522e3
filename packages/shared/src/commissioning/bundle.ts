import { z } from 'zod';
import { eventSchema } from '../sync/event.ts';
import { versionSchema } from '../releases/manifest.ts';

/** What support gets of a till: what it said, how it is set, what it found out about itself, and the facts of some days. No secret. */
export const bundleSchema = z.strictObject({
  format: z.literal(1),
  madeAt: z.int().min(0),
  version: versionSchema,
  terminal: z.strictObject({ companyId: z.string(), branchId: z.string(), terminalId: z.string(), name: z.string() }),
  settings: z.record(z.string(), z.unknown()),
  fitness: z.unknown(),
  updates: z.unknown(),
  logs: z.array(z.string()).max(5_000),
  /** In the order in which this till came to know them. */
  events: z.array(eventSchema),
});
/** See {@link bundleSchema}. */
export type Bundle = z.infer<typeof bundleSchema>;
