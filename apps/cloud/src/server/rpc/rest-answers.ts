import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';

/**
 * What the public API promises to answer. Objects are loose: a field more is no breach, and the dashboard
 * reads the same procedures. Money is whole pesos.
 */
const pesos = z.int();
const moment = z.int().describe('Milliseconds since 1970.');
const day = z.string().describe('YYYY-MM-DD');
const figures = { sales: pesos, tickets: z.int(), averageTicket: pesos };
const custody = z.looseObject({ count: z.int(), value: pesos, oldestAt: moment.nullable() });

export const me = z.looseObject({
  userId: idSchema,
  name: z.string(),
  email: z.string(),
  companyId: idSchema,
  permissions: z.array(z.string()).describe('In the whole company.'),
  somewhere: z.array(z.string()).describe('At one branch at least.'),
});

export const loggedIn = z.looseObject({
  userId: idSchema,
  name: z.string(),
  email: z.string(),
  companyId: idSchema,
  token: z.string().describe('Send it as a bearer token.'),
});

export const branches = z.array(z.looseObject({ id: idSchema, name: z.string() }));

const orderSummary = z.looseObject({
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

export const orderPage = z.looseObject({
  orders: z.array(orderSummary),
  next: idSchema.nullable().describe('Cursor of the next page; null at the end.'),
});

export const orderDetail = orderSummary.extend({
  order: z.looseObject({
    id: idSchema,
    businessDay: day,
    openedAt: moment,
    paid: pesos,
    balance: pesos,
    totals: z.looseObject({ total: pesos }),
    lines: z.array(z.looseObject({ id: idSchema, productId: idSchema, name: z.string(), quantity: z.int(), unitPrice: pesos })),
    payments: z.array(z.looseObject({ id: idSchema, method: z.string(), amount: pesos, tendered: pesos, change: pesos })),
  }),
});

export const today = z.looseObject({
  now: moment,
  companyName: z.string(),
  totals: z.looseObject(figures),
  branches: z.array(
    z.looseObject({
      ...figures,
      branchId: idSchema,
      name: z.string(),
      businessDay: day,
      byHour: z.array(z.looseObject({ hour: z.int(), sales: pesos, tickets: z.int() })),
      custody,
      lastContactAt: moment.nullable(),
      terminals: z.array(
        z.looseObject({ id: idSchema, name: z.string(), lastContactAt: moment.nullable(), custody, revoked: z.boolean() }),
      ),
    }),
  ),
  lastOrders: z.array(orderSummary),
});

export const products = z.array(
  z.looseObject({ id: idSchema, categoryId: idSchema, name: z.string(), kind: z.string(), price: pesos, soldOut: z.boolean() }),
);

export const soldOut = z.array(
  z.looseObject({ branchId: idSchema, target: z.enum(['product', 'option']), targetId: idSchema, since: moment, actorId: idSchema }),
);
