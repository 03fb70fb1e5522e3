import { hash, verify } from '@node-rs/argon2';
import { compare } from 'bcryptjs';

// OWASP's Argon2id minimum: 19 MiB, two passes.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id for people and PINs; hashes of the old FastOps (bcrypt) verify and ask to be renewed. */
export const passwords = {
  hash: (plain: string): Promise<string> => hash(plain, OPTIONS),
  verify: async (plain: string, stored: string): Promise<{ ok: boolean; renew: boolean }> => {
    if (/^\$2[aby]\$/.test(stored)) return { ok: await compare(plain, stored), renew: true };
    try {
      return { ok: await verify(stored, plain), renew: false };
    } catch {
      // Not a hash we know: nobody logs in with it.
      return { ok: false, renew: false };
    }
  },
};

export type Passwords = typeof passwords;
