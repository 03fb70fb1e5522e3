import { verify } from '@node-rs/argon2';
import type { PinPort } from '../ports.ts';

/** Argon2id, in the library's own thread pool. */
export const argonPins: PinPort = {
  matches: async (pin, verifier) => {
    try {
      return await verify(verifier, pin);
    } catch {
      // A verifier that isn't Argon2 can't be matched by anything.
      return false;
    }
  },
};
