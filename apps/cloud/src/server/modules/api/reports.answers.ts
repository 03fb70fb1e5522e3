import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { BRANCH_EXAMPLE, ID_EXAMPLE, shown } from './paging.ts';

/** What the public API promises of reports. Money is whole pesos; `…Cents` are hundredths of a peso. */
const pesos = z.int();
const moment = z.int().describe('Milliseconds since 1970.');
const AT = 1_764_010_800_000;
const figures = { sales: pesos, tickets: z.int(), averageTicket: pesos };
const FIGURES = { sales: 250_000, tickets: 10, averageTicket: 25_000 };
const custody = z.looseObject({ count: z.int(), value: pesos, oldestAt: moment.nullable() });
const names = z.record(z.string(), z.string()).describe('Names of the ids in the rows.');
const place = { branchId: idSchema };
const PLACE = { branchId: BRANCH_EXAMPLE };

export const today = shown(
  z.looseObject({
    now: moment,
    companyName: z.string(),
    totals: z.looseObject(figures),
    branches: z.array(
      z.looseObject({
        ...figures,
        ...place,
        name: z.string(),
        businessDay: z.string(),
        byHour: z.array(z.looseObject({ hour: z.int(), sales: pesos, tickets: z.int() })),
        custody: custody.describe('What only the tills have so far.'),
        lastContactAt: moment.nullable(),
      }),
    ),
  }),
  {
    now: AT,
    companyName: 'El Parche',
    totals: FIGURES,
    branches: [
      {
        ...FIGURES,
        ...PLACE,
        name: 'Laureles',
        businessDay: '2026-11-24',
        byHour: [{ hour: 18, sales: 250_000, tickets: 10 }],
        custody: { count: 0, value: 0, oldestAt: null },
        lastContactAt: AT,
      },
    ],
  },
  'Today',
);

const salesRow = z.looseObject({
  key: z.string(),
  ...place,
  count: z.number().meta({ description: 'Tickets, payments or units; a weighed portion is one unit.' }),
  portions: z.number().meta({ description: 'How many of the units were weighed.' }),
  grams: z.number().meta({ description: 'What the weighed portions weighed together.' }),
  gross: pesos,
  discount: pesos,
  sales: pesos,
  part: z.number(),
});
const SALES_ROW = {
  key: '2026-11-24',
  ...PLACE,
  count: 10,
  portions: 0,
  grams: 0,
  gross: 260_000,
  discount: 10_000,
  sales: 250_000,
  part: 0,
};
export const sales = shown(z.looseObject({ rows: z.array(salesRow), names }), { rows: [SALES_ROW], names: {} }, 'Sales');

export const mix = shown(
  z.looseObject({
    rows: z.array(salesRow.extend({ categoryId: idSchema.nullable(), net: z.number(), costed: z.number(), costCents: z.number() })),
    names,
  }),
  {
    rows: [{ ...SALES_ROW, key: ID_EXAMPLE, categoryId: null, net: 231_481, costed: 10, costCents: 7_500_000 }],
    names: { [ID_EXAMPLE]: 'Salchipapa sencilla' },
  },
  'ProductMix',
);

const COSTS = { net: 231_481, costCents: 7_500_000, wasteCents: 120_000, voidCents: 0, unexplainedCents: 45_000 };
export const foodCost = shown(
  z.looseObject({
    rows: z.array(
      z.looseObject({
        ...place,
        net: z.number(),
        costCents: z.number(),
        wasteCents: z.number(),
        voidCents: z.number(),
        unexplainedCents: z.number(),
      }),
    ),
  }),
  { rows: [{ ...PLACE, ...COSTS }] },
  'FoodCost',
);

export const people = shown(
  z.looseObject({
    rows: z.array(z.looseObject({ personId: idSchema, ...place, kind: z.string(), count: z.int(), amount: pesos, approved: z.int() })),
    names,
  }),
  { rows: [{ personId: ID_EXAMPLE, ...PLACE, kind: 'void', count: 1, amount: 9_000, approved: 1 }], names: { [ID_EXAMPLE]: 'Ana' } },
  'PeopleActs',
);

export const acts = shown(
  z.looseObject({
    rows: z.array(
      z.looseObject({
        personId: idSchema,
        ...place,
        kind: z.string(),
        amount: pesos,
        orderId: idSchema,
        number: z.string().nullable(),
        businessDay: z.string(),
        at: moment,
        approvedById: idSchema.nullable(),
        reason: z.string(),
      }),
    ),
    names,
  }),
  {
    rows: [
      {
        personId: ID_EXAMPLE,
        ...PLACE,
        kind: 'void',
        amount: 9_000,
        orderId: ID_EXAMPLE,
        number: 'A-042',
        businessDay: '2026-11-24',
        at: AT,
        approvedById: null,
        reason: 'Se arrepintió',
      },
    ],
    names: { [ID_EXAMPLE]: 'Ana' },
  },
  'Acts',
);

export const drawers = shown(
  z.looseObject({
    rows: z.array(
      z.looseObject({
        id: idSchema,
        ...place,
        businessDay: z.string(),
        cashier: z.string(),
        openedAt: moment,
        closedAt: moment.nullable(),
        expected: pesos.nullable(),
        counted: pesos.nullable(),
        difference: pesos.nullable(),
      }),
    ),
  }),
  {
    rows: [
      {
        id: ID_EXAMPLE,
        ...PLACE,
        businessDay: '2026-11-24',
        cashier: 'Ana',
        openedAt: AT,
        closedAt: null,
        expected: null,
        counted: null,
        difference: null,
      },
    ],
  },
  'Drawers',
);

export const transfers = shown(
  z.looseObject({
    rows: z.array(
      z.looseObject({
        orderId: idSchema,
        ...place,
        number: z.string().nullable(),
        method: z.string(),
        amount: pesos,
        reference: z.string().nullable(),
        businessDay: z.string(),
      }),
    ),
  }),
  {
    rows: [
      { orderId: ID_EXAMPLE, ...PLACE, number: 'A-042', method: 'nequi', amount: 25_000, reference: 'M123', businessDay: '2026-11-24' },
    ],
  },
  'Transfers',
);

export const kitchen = shown(
  z.looseObject({
    rows: z.array(
      z.looseObject({
        ...place,
        stationId: z.string(),
        tickets: z.int(),
        prepP50: z.number().nullable().describe('Seconds.'),
        prepP95: z.number().nullable(),
        late: z.int(),
      }),
    ),
  }),
  { rows: [{ ...PLACE, stationId: 'freidora', tickets: 40, prepP50: 180, prepP95: 420, late: 1 }] },
  'KitchenTimes',
);
