import { farewellSchema, type Farewell } from '@fastops/shared/sync/farewell';
import type { Reader, Writer } from '../../db/access.ts';
import { forgetSealedGrant, readMeta, saveMeta } from './sync.store.ts';

const KEY = 'farewell';

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
