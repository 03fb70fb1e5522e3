import { PERMISSIONS, type Permission } from './permissions.ts';

const COOK: readonly Permission[] = [
  'orders.read',
  'catalog.read',
  'sync.read',
  'printers.read',
  'kitchen.read',
  'kitchen.work',
  'catalog.sold-out',
  'stock.work',
];
const CASHIER: readonly Permission[] = [
  ...COOK,
  'orders.sell',
  'orders.reprint',
  'payments.take',
  'cash.open',
  'cash.close',
  'cash.move',
  'orders.discount',
  'customers.read',
  'customers.edit',
  'customers.pay',
  'orders.void',
];
const MANAGER: readonly Permission[] = [
  ...CASHIER,
  'drawer.open',
  'cash.correct-float',
  'cash.read-expected',
  'orders.discount-any',
  'orders.refund',
  'payments.verify',
  'printers.manage',
  'backups.manage',
  'reports.view',
  'branches.read',
  'terminals.read',
  'staff.read',
  'terminal.hub',
  'terminal.release',
  'customers.credit',
  'orders.staff-meal',
  'orders.weigh-by-hand',
  'cash.approve-difference',
  'stock.read',
  'stock.manage',
];
/** Takes orders at the tables; the till takes the money. */
const WAITER: readonly Permission[] = ['orders.sell', 'orders.read', 'catalog.read', 'sync.read', 'printers.read'];
const DRIVER: readonly Permission[] = ['orders.read'];
/** Sees the figures of every branch and changes nothing. */
const ACCOUNTANT: readonly Permission[] = [
  'orders.read',
  'catalog.read',
  'cash.read-expected',
  'reports.view',
  'branches.read',
  'audit.read',
  'stock.read',
];
const ADMINISTRATOR: readonly Permission[] = PERMISSIONS.filter((permission) => permission !== 'company.manage');

/** The roles every company starts with. From cook to owner each one holds all of the one before; the others stand beside them. */
export const SYSTEM_ROLES = {
  cook: COOK,
  cashier: CASHIER,
  manager: MANAGER,
  administrator: ADMINISTRATOR,
  owner: PERMISSIONS,
  waiter: WAITER,
  driver: DRIVER,
  accountant: ACCOUNTANT,
} as const satisfies Record<string, readonly Permission[]>;

/** Key of a system role. */
export type SystemRole = keyof typeof SYSTEM_ROLES;
