import { z } from 'zod';
import { moneySchema } from '@fastops/shared/orders/order.events';
import type { Reader, Writer } from '../../db/access.ts';
import { forgetSealedGrant, readMeta, saveMeta } from './sync.store.ts';

const KEY = 'farewell';

/** That the cloud put this till away, said by its own key, and how far the till has taken its leave. */
const farewellSchema = z.strictObject({
  /** When somebody put it away, and when it heard so. */
  endedAt: z.int(),
  heardAt: z.int(),
  /** What only it had then. */
  count: z.int(),
  value: moneySchema,
  /** How many of those the cloud took into quarantine, and the file that holds them all. */
  sent: z.int(),
  path: z.string().nullable(),
  /** Its keys are gone. */
  isOver: z.boolean(),
});
/** See {@link farewellSchema}. */
export type Farewell = z.infer<typeof farewellSchema>;

export function readFarewell(db: Reader): Farewell | undefined {
  const text = readMeta(db, KEY);
  return text ? farewellSchema.parse(JSON.parse(text)) : undefined;
}

/** From here on nobody works here: what says who may goes first, before anything is handed in. */
export function beginFarewell(db: Writer, companyId: string, farewell: Farewell): void {
  forgetSealedGrant(db, companyId);
  saveFarewell(db, farewell);
}

export function saveFarewell(db: Writer, farewell: Farewell): void {
  saveMeta(db, KEY, JSON.stringify(farewell));
}

/** It is connected again, with another key. */
export function forgetFarewell(db: Writer): void {
  saveMeta(db, KEY, '');
}
