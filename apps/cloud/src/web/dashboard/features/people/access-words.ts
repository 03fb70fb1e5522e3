import { TRPCClientError } from '@trpc/client';
import type { TFunction } from 'i18next';

import { peopleEsCo } from '../../lib/messages/people.es-co.ts';
import { placeName, roleName } from '../../lib/role-words.ts';
import type { Branch, Explained, Role } from './people.queries.ts';

type Known = { readonly roles: readonly Role[]; readonly branches: readonly Branch[] };
type Reason = Explained['reasons'][number];

/** Why somebody may do something, or may not, in one sentence each. */
export function reasonText(t: TFunction, { roles, branches }: Known, reason: Reason): string {
  const place = placeName(t, branches, reason.branchId);
  if (reason.kind !== 'role') return t(`people.reason.${reason.kind}`, { place });
  const [given, ...inherited] = reason.path;
  const role = roleName(t, roles, given ?? '');
  const parent = inherited.at(-1);
  return parent === undefined
    ? t('people.reason.role', { role, place })
    : t('people.reason.through', { role, place, parent: roleName(t, roles, parent) });
}

/** What to say when the cloud refused, from the code it gave. */
export function refusedText(t: TFunction, error: unknown): string {
  const code = error instanceof TRPCClientError ? error.message.replace(/^access\./, '') : '';
  return isRefusal(code) ? t(`people.refused.${code}`) : t('people.refused.other');
}

function isRefusal(code: string): code is keyof typeof peopleEsCo.refused {
  return Object.hasOwn(peopleEsCo.refused, code);
}
