/**
 * Everything a person may be allowed to do. The order is the bit position inside a grant,
 * so entries are only ever appended; a retired one keeps its place.
 */
export const PERMISSIONS = [
  'orders.sell',
  'orders.read',
  'orders.void',
  'orders.reprint',
  'payments.take',
  'cash.open',
  'cash.close',
  'drawer.open',
  'printers.read',
  'printers.manage',
  'sync.read',
  'catalog.read',
  'catalog.edit',
  'reports.view',
  'branches.read',
  'branches.manage',
  'terminals.read',
  'terminals.manage',
  'staff.read',
  'staff.manage',
  'company.manage',
  'cash.move',
  'cash.correct-float',
  'cash.read-expected',
  'backups.manage',
  'terminal.hub',
  'orders.discount',
  'orders.discount-any',
  'orders.refund',
  'payments.verify',
  'sync.repair',
  'terminal.release',
  'customers.read',
  'customers.edit',
  'customers.pay',
  'customers.credit',
  'orders.staff-meal',
  'audit.read',
  'kitchen.read',
  'kitchen.work',
  'cash.approve-difference',
  'catalog.sold-out',
  'stock.read',
  'stock.work',
  'stock.manage',
  'orders.weigh-by-hand',
] as const;

/** One entry of the catalogue. */
export type Permission = (typeof PERMISSIONS)[number];

/** Permissions compiled to a bitset: checked in one step, carried in a grant as hexadecimal. */
export type PermissionSet = bigint;

const BIT: ReadonlyMap<string, bigint> = new Map(PERMISSIONS.map((name, index) => [name, 1n << BigInt(index)]));

/** Compiles a list; names that this version doesn't know are left out (a newer cloud may grant them). */
export function compilePermissions(names: Iterable<string>): PermissionSet {
  let set = 0n;
  for (const name of names) set |= BIT.get(name) ?? 0n;
  return set;
}

/** Whether the set holds the permission. */
export function may(set: PermissionSet, permission: Permission): boolean {
  return (set & (BIT.get(permission) ?? 0n)) !== 0n;
}

/** Hexadecimal text of a set, for a grant. */
export function permissionsToHex(set: PermissionSet): string {
  return set.toString(16);
}

/** The set in a grant. */
export function permissionsFromHex(hex: string): PermissionSet {
  return /^[0-9a-f]{1,64}$/.test(hex) ? BigInt(`0x${hex}`) : 0n;
}
