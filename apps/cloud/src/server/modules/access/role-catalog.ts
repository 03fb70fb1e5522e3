import type { RoleDefinition } from '@fastops/shared/identity/access';
import { SYSTEM_ROLES, type SystemRole } from '@fastops/shared/identity/roles';

/** The roles every company has, as definitions: their id is their key. */
export const SYSTEM_ROLE_DEFINITIONS: readonly RoleDefinition[] = Object.entries(SYSTEM_ROLES).map(([id, permissions]) => ({
  id,
  permissions,
  parents: [],
}));

export function isSystemRole(id: string): id is SystemRole {
  return Object.hasOwn(SYSTEM_ROLES, id);
}
