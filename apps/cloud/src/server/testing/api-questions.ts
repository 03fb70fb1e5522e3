import { CATEGORY_EXAMPLE, GROUP_EXAMPLE, INGREDIENT_EXAMPLE, PRODUCT_EXAMPLE, RECIPE_EXAMPLE } from '../modules/api/menu.answers.ts';
import { DAY } from './shop.ts';

const NOWHERE = '00000000-0000-4000-8000-00000000dead';
/** What the questions themselves make. */
const MADE = '00000000-0000-4000-8000-0000000000a1';
const ROLE = { description: '', parents: [], permissions: ['orders.read'] };
const PLACE = { name: 'Sur', address: 'Calle 1', city: 'Bogotá', phone: '601', timeZone: 'America/Bogota', dayStartHour: 5 };

/** The ids of somebody's things. */
type Things = Readonly<Record<'companyId' | 'userId' | 'branchId' | 'orderId' | 'productId' | 'zHash', string>>;

/** The public API's questions about somebody's things. */
export function apiQuestions(target: Things): Readonly<Record<string, unknown>> {
  const { companyId, userId, branchId, orderId, productId, zHash } = target;
  const period = { from: DAY, to: DAY, branchIds: [branchId] };
  const stay = { from: DAY, to: DAY, branchId };
  const seat = { userId, roleId: 'cashier', branchId };
  return {
    'api.assignments.create': seat,
    'api.assignments.list': { userId },
    'api.assignments.remove': seat,
    'api.branches.archive': { id: branchId },
    'api.branches.create': { ...PLACE, name: `Sur ${Math.random()}`, tax: 'INC' },
    'api.branches.get': { id: branchId },
    'api.branches.list': {},
    'api.branches.put': { ...PLACE, id: branchId, name: `Sede ${branchId}` },
    'api.branches.restore': { id: branchId },
    'api.cashSessions.list': { branchId },
    'api.cashSessions.z': { hash: zHash },
    'api.companies.get': { id: companyId },
    'api.companies.list': {},
    ...kind('categories', { id: NOWHERE, example: CATEGORY_EXAMPLE }),
    ...kind('products', { id: productId, example: PRODUCT_EXAMPLE }),
    ...kind('modifierGroups', { id: NOWHERE, example: GROUP_EXAMPLE }),
    ...kind('recipes', { id: NOWHERE, example: RECIPE_EXAMPLE }),
    ...kind('ingredients', { id: NOWHERE, example: INGREDIENT_EXAMPLE }),
    'api.inventory.movements': stay,
    'api.inventory.stock': { branchId },
    'api.inventory.write': {
      id: NOWHERE,
      branchId,
      paper: { type: 'stock.wasted', body: { reason: 'burnt', lines: [{ ingredientId: NOWHERE, quantity: 1 }] } },
    },
    'api.orders.get': { id: orderId },
    'api.orders.list': stay,
    'api.reports.acts': period,
    'api.reports.drawers': period,
    'api.reports.foodCost': period,
    'api.reports.kitchen': period,
    'api.reports.mix': period,
    'api.reports.people': period,
    'api.reports.sales': { ...period, by: 'product' },
    'api.reports.today': {},
    'api.reports.transfers': period,
    'api.roles.create': { ...ROLE, name: `Turno ${Math.random()}` },
    'api.roles.list': {},
    'api.roles.permissions': {},
    'api.roles.put': { ...ROLE, id: MADE, name: 'Turno de la API' },
    'api.roles.remove': { id: NOWHERE },
    'api.soldOut.list': {},
    'api.users.list': {},
    'api.users.permissions': { id: userId, branchId },
    'api.users.suspend': { id: userId, suspended: true },
  };
}

function kind(name: string, { id, example }: { id: string; example: object }): Readonly<Record<string, unknown>> {
  return {
    [`api.${name}.create`]: example,
    [`api.${name}.get`]: { id },
    [`api.${name}.list`]: {},
    [`api.${name}.put`]: { id: MADE, ...example },
    [`api.${name}.remove`]: { id: NOWHERE },
  };
}

/** What the API itself says to these, once somebody is let in. */
export const API_SAYS_NO: Readonly<Record<string, string>> = {
  'api.branches.archive': 'BAD_REQUEST branch.has-terminals',
  ...Object.fromEntries(
    ['categories', 'modifierGroups', 'recipes', 'ingredients'].flatMap((name) => [
      [`api.${name}.get`, 'NOT_FOUND catalog.not-found'],
      [`api.${name}.remove`, 'NOT_FOUND catalog.not-found'],
    ]),
  ),
  'api.products.remove': 'NOT_FOUND catalog.not-found',
  'api.inventory.write': 'BAD_REQUEST stock.unknown-ingredient',
};

/** Where "not yours" must sound like "not there". */
export const API_NOT_YOURS = [
  'api.branches.get',
  'api.cashSessions.list',
  'api.cashSessions.z',
  'api.companies.get',
  'api.inventory.movements',
  'api.orders.get',
  'api.orders.list',
  'api.products.get',
];
