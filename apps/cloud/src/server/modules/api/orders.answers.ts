import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { BRANCH_EXAMPLE, ID_EXAMPLE, shown } from './paging.ts';

/** What the public API promises of orders, drawers and stock. Money is whole pesos, stock thousandths of the base unit. */
const pesos = z.int();
const moment = z.int().describe('Milliseconds since 1970.');
const AT = 1_764_010_800_000;

const summary = z.looseObject({
  id: idSchema,
  branchId: idSchema,
  branchName: z.string(),
  number: z.string().nullable(),
  type: z.string(),
  state: z.string(),
  total: pesos,
  paid: pesos,
  methods: z.array(z.string()),
  at: moment,
  terminalName: z.string(),
  staffName: z.string(),
  needsReview: z.array(z.string()),
});
const SUMMARY_EXAMPLE = {
  id: ID_EXAMPLE,
  branchId: BRANCH_EXAMPLE,
  branchName: 'Laureles',
  number: 'A-042',
  type: 'counter',
  state: 'placed',
  total: 25_000,
  paid: 25_000,
  methods: ['cash'],
  at: AT,
  terminalName: 'Caja 1',
  staffName: 'Ana',
  needsReview: [],
};
export const orderSummary = shown(
  summary.extend({ businessDay: z.string() }),
  {
    ...SUMMARY_EXAMPLE,
    businessDay: '2026-11-24',
  },
  'OrderSummary',
);

const line = z.looseObject({ id: idSchema, productId: idSchema, name: z.string(), quantity: z.int(), unitPrice: pesos });
const payment = z.looseObject({ id: idSchema, method: z.string(), amount: pesos, tendered: pesos, change: pesos });
export const order = shown(
  summary.extend({
    order: z.looseObject({
      id: idSchema,
      businessDay: z.string(),
      openedAt: moment,
      paid: pesos,
      balance: pesos,
      totals: z.looseObject({ total: pesos }),
      lines: z.array(line),
      payments: z.array(payment),
    }),
  }),
  {
    ...SUMMARY_EXAMPLE,
    order: {
      id: ID_EXAMPLE,
      businessDay: '2026-11-24',
      openedAt: AT,
      paid: 25_000,
      balance: 0,
      totals: { total: 25_000 },
      lines: [{ id: ID_EXAMPLE, productId: ID_EXAMPLE, name: 'Salchipapa sencilla', quantity: 1, unitPrice: 25_000 }],
      payments: [{ id: ID_EXAMPLE, method: 'cash', amount: 25_000, tendered: 50_000, change: 25_000 }],
    },
  },
  'Order',
);

export const cashSession = shown(
  z.looseObject({
    id: idSchema,
    branchId: idSchema,
    terminalName: z.string(),
    businessDay: z.string(),
    openedAt: moment,
    openedBy: z.string(),
    cashier: z.string(),
    openingFloat: pesos,
    closedAt: moment.nullable(),
    counted: pesos.nullable(),
    expected: pesos.nullable(),
    difference: pesos.nullable(),
    differenceReason: z.string().nullable(),
    zNumber: z.int().nullable(),
    zHash: z.string().nullable().describe('Names its Z: see /z-reports/{hash}.'),
    sinceZ: pesos.nullable().describe('What came to light after its Z.'),
  }),
  {
    id: ID_EXAMPLE,
    branchId: BRANCH_EXAMPLE,
    terminalName: 'Caja 1',
    businessDay: '2026-11-24',
    openedAt: AT,
    openedBy: 'Ana',
    cashier: 'Ana',
    openingFloat: 100_000,
    closedAt: null,
    counted: null,
    expected: null,
    difference: null,
    differenceReason: null,
    zNumber: null,
    zHash: null,
    sinceZ: null,
  },
  'CashSession',
);

export const zReport = shown(
  z.looseObject({ hash: z.string(), sessionId: idSchema, zNumber: z.int(), closedAt: moment }),
  { hash: 'f'.repeat(64), sessionId: ID_EXAMPLE, zNumber: 12, closedAt: AT },
  'ZReport',
);

export const stockLevel = shown(
  z.looseObject({
    id: idSchema,
    name: z.string(),
    unit: z.enum(['g', 'ml', 'un']),
    onHand: z.int(),
    worthCents: z.number().describe('Hundredths of a peso.'),
  }),
  { id: ID_EXAMPLE, name: 'Papa criolla', unit: 'g', onHand: 12_500_000, worthCents: 4_000_000 },
  'StockLevel',
);

export const movement = shown(
  z.looseObject({
    businessDay: z.string(),
    ingredientId: idSchema,
    kind: z.string(),
    quantity: z.int().describe('Thousandths; below zero: it went out.'),
    costCents: z.int(),
  }),
  { businessDay: '2026-11-24', ingredientId: ID_EXAMPLE, kind: 'sale', quantity: -312_500, costCents: 100_000 },
  'StockMovement',
);
