import { randomBytes } from 'node:crypto';
import { uuidv7 } from '@fastops/shared/base/id';

/** Clock, ids and randomness, handed in so that tests hold them. */
export type Machine = { now(): number; newId(): string; random(bytes: number): Buffer };

export const realMachine: Machine = {
  now: () => Date.now(),
  newId: () => uuidv7(Date.now(), randomBytes(10)),
  random: (bytes) => randomBytes(bytes),
};
