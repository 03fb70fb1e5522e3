import { uuidv7 } from '@fastops/shared/base/id';

/** Ids of what a person makes here are minted here, so that a retry is the same thing again. */
export function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
