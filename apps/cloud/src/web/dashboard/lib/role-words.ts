import type { TFunction } from 'i18next';

import { peopleEsCo } from './messages/people.es-co.ts';

type Named = { readonly id: string; readonly name: string };

/** A role as people call it: FastOps' own are in the catalogue, the company's carry their name. */
export function roleName(t: TFunction, roles: readonly Named[], roleId: string): string {
  return isSystemName(roleId) ? t(`people.role.${roleId}`) : (roles.find(({ id }) => id === roleId)?.name ?? roleId);
}

/** Where something was given. */
export function placeName(t: TFunction, branches: readonly Named[], branchId: string | null): string {
  return branchId === null ? t('people.everywhere') : (branches.find(({ id }) => id === branchId)?.name ?? branchId);
}

function isSystemName(roleId: string): roleId is keyof typeof peopleEsCo.role {
  return Object.hasOwn(peopleEsCo.role, roleId);
}
