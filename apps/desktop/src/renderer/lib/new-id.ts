import { uuidv7 } from '@fastops/shared/base/id';

/** Ids of carts and lines are minted here, before the first attempt, so that a retry is the same thing again. */
export function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
