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

export const loggedIn = z
  .looseObject({ ...who, token: z.string().describe('Send it as a bearer token.') })
  .meta({ id: 'LoggedIn', examples: [{ ...WHO, token: 'eyJhbGciOiJFZERTQSJ9…' }] });
