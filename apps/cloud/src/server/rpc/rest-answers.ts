import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';

/** What the public API promises to answer about who is logged in. Objects are loose: a field more is no breach. */
const ID = '0198c0de-7a3f-7c21-9b1e-4f2a6d8c1b07';
const WHO = { userId: ID, name: 'Marta', email: 'marta@elparche.co', companyId: ID };
const who = { userId: idSchema, name: z.string(), email: z.string(), companyId: idSchema };

export const me = z
  .looseObject({
    ...who,
    permissions: z.array(z.string()).describe('In the whole company.'),
    somewhere: z.array(z.string()).describe('At one branch at least.'),
  })
  .meta({ id: 'Me', examples: [{ ...WHO, permissions: ['reports.view'], somewhere: ['reports.view', 'stock.read'] }] });

const pair = {
  accessToken: z.string().describe('Send it as a bearer token.'),
  tokenType: z.literal('Bearer'),
  expiresIn: z.int().describe('Seconds.'),
  refreshToken: z.string().describe('Good once: it makes the next pair.'),
  refreshExpiresAt: z.int().describe('Milliseconds since 1970.'),
};
const PAIR = {
  accessToken: 'eyJhbGciOiJFZERTQSJ9…',
  tokenType: 'Bearer',
  expiresIn: 600,
  refreshToken: 'frt_0198c0de7a3f7c219b1e4f2a6d8c1b07_1_…',
  refreshExpiresAt: 1_766_592_000_000,
} as const;

export const tokens = z.object(pair).meta({ id: 'Tokens', examples: [PAIR] });
export const loggedIn = z.object({ ...who, ...pair }).meta({ id: 'LoggedIn', examples: [{ ...WHO, ...PAIR }] });
export const loggedOut = z.null().meta({ examples: [null] });
