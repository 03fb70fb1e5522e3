import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { ID_EXAMPLE, listOf, shown } from './paging.ts';

/** What the public API promises of the menu. Objects are loose: a field more is no breach. Money is whole pesos. */
const pesos = z.int();
const version = z.int().min(1).describe('Send it back with a change, and the change is made only if nobody else made one since.');
const kept = { id: idSchema, version };
const CATEGORY = '0198c0de-7a3f-7c21-9b1e-4f2a6d8c1b02';

export const CATEGORY_EXAMPLE = { name: 'Salchipapas', hue: 28, sort: 1 };
export const category = shown(
  z.looseObject({ ...kept, name: z.string(), hue: z.int(), sort: z.int() }),
  {
    id: CATEGORY,
    version: 1,
    ...CATEGORY_EXAMPLE,
  },
  'Category',
);

export const PRODUCT_EXAMPLE = {
  categoryId: CATEGORY,
  name: 'Salchipapa sencilla',
  kind: 'single',
  price: 12_000,
  sizes: [],
  groupIds: [],
  tax: { code: 'INC', rateBp: 800 },
  stations: ['freidora'],
  soldOut: false,
  sort: 1,
} as const;
export const product = shown(
  z.looseObject({
    ...kept,
    categoryId: idSchema,
    name: z.string(),
    kind: z.enum(['single', 'combo']),
    price: pesos.describe('With sizes, the first one’s.'),
    sizes: z.array(z.looseObject({ id: idSchema, name: z.string(), price: pesos })),
    groupIds: z.array(idSchema).describe('Modifier groups.'),
    tax: z.looseObject({ code: z.string(), rateBp: z.int() }),
    stations: z.array(z.string()),
    soldOut: z.boolean(),
    sort: z.int(),
    code: z.string().optional(),
    barcode: z.string().optional(),
  }),
  { id: ID_EXAMPLE, version: 3, ...PRODUCT_EXAMPLE, sizes: [], groupIds: [], stations: ['freidora'] },
  'Product',
);

export const GROUP_EXAMPLE = {
  name: 'Salsas',
  kind: 'choice',
  min: 0,
  max: 3,
  freeCount: 3,
  options: [{ id: '0198c0de-7a3f-7c21-9b1e-4f2a6d8c1b03', name: 'Rosada', price: 0, soldOut: false }],
} as const;
export const modifierGroup = shown(
  z.looseObject({
    ...kept,
    name: z.string(),
    kind: z.enum(['choice', 'extra', 'slot', 'removal', 'double']),
    min: z.int(),
    max: z.int(),
    freeCount: z.int(),
    options: z.array(z.looseObject({ id: idSchema, name: z.string(), price: pesos, soldOut: z.boolean() })),
  }),
  { id: ID_EXAMPLE, version: 1, ...GROUP_EXAMPLE, options: [...GROUP_EXAMPLE.options] },
  'ModifierGroup',
);

const INGREDIENT = '0198c0de-7a3f-7c21-9b1e-4f2a6d8c1b04';
export const RECIPE_EXAMPLE = {
  name: 'Salchipapa sencilla',
  target: { kind: 'product', productId: ID_EXAMPLE },
  makes: 1_000,
  items: [{ ingredientId: INGREDIENT, quantity: 250_000, effect: 'add' }],
} as const;
export const recipe = shown(
  z.looseObject({
    ...kept,
    name: z.string(),
    target: z.looseObject({ kind: z.enum(['product', 'option', 'preparation']) }),
    makes: z.int().describe('Thousandths of the base unit that one batch makes.'),
    items: z.array(
      z.looseObject({
        ingredientId: idSchema.optional(),
        recipeId: idSchema.optional(),
        quantity: z.int().describe('Thousandths of the base unit.'),
        effect: z.enum(['add', 'less', 'without']),
      }),
    ),
    note: z.string().optional(),
  }),
  { id: ID_EXAMPLE, version: 2, ...RECIPE_EXAMPLE, items: [...RECIPE_EXAMPLE.items] },
  'Recipe',
);

export const INGREDIENT_EXAMPLE = {
  name: 'Papa criolla',
  unit: 'g',
  packs: [],
  price: { amount: 3_200, quantity: 1_000_000 },
  prepYieldBp: 8_000,
  cookYieldBp: 9_000,
  critical: true,
} as const;
export const ingredient = shown(
  z.looseObject({
    ...kept,
    name: z.string(),
    unit: z.enum(['g', 'ml', 'un']),
    price: z.looseObject({ amount: pesos, quantity: z.int() }).describe('What so many thousandths of the unit cost to buy.'),
    prepYieldBp: z.int(),
    cookYieldBp: z.int(),
    critical: z.boolean(),
  }),
  { id: INGREDIENT, version: 1, ...INGREDIENT_EXAMPLE },
  'Ingredient',
);

const soldOutItem = shown(
  z.looseObject({ branchId: idSchema, target: z.enum(['product', 'option']), targetId: idSchema, since: z.int(), actorId: idSchema }),
  { branchId: CATEGORY, target: 'product', targetId: ID_EXAMPLE, since: 1_764_010_800_000, actorId: INGREDIENT },
  'SoldOut',
);
export const soldOut = listOf(soldOutItem);
