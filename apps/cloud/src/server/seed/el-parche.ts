import { createHash } from 'node:crypto';
import {
  branchPriceSchema,
  type CatalogDoc,
  categorySchema,
  modifierGroupSchema,
  productSchema,
  quickNoteSchema,
} from '@fastops/shared/catalog/product';
import { kitchenSettingsSchema } from '@fastops/shared/kitchen/station';
import { priceRuleSchema } from '@fastops/shared/catalog/price-rule';
import type { Services } from '../context.ts';
import { passwords } from '../adapters/passwords.ts';
import { saveCatalog } from '../modules/catalog/catalog.service.ts';
import { seatUser } from '../modules/identity/identity.service.ts';
import { foundCompany, hireStaff, openBranch } from '../modules/tenancy/tenancy.service.ts';
import { createCode } from '../modules/terminals/terminals.service.ts';
import { serviceOf } from './el-parche.service.ts';
import {
  GROUPS,
  HAPPY_HOUR,
  MENU,
  QUICK_NOTES,
  STATIONS,
  type MenuGroup,
  type MenuItem,
  type MenuSection,
  type SlotProduct,
} from './el-parche.menu.ts';

/** What a person needs to walk in. */
export type Demo = {
  readonly companyId: string;
  readonly owner: { readonly email: string; readonly password: string };
  readonly branches: readonly { readonly id: string; readonly name: string }[];
  readonly staff: readonly { readonly id: string; readonly name: string; readonly role: string; readonly pin: string }[];
};

const OWNER = { email: 'duena@elparche.co', password: 'parche-2026', name: 'Lucía Restrepo' };
const BRANCHES = [
  { name: 'Norte', address: 'Calle 80 # 15-32, Bogotá', phone: '601 555 0180' },
  { name: 'Centro', address: 'Carrera 7 # 22-14, Bogotá', phone: '601 555 0122' },
];
const STAFF = [
  { name: 'Ana Gómez', role: 'cashier', pin: '1234' },
  { name: 'Luis Ñáñez', role: 'cashier', pin: '2345' },
  { name: 'Marta Ruiz', role: 'manager', pin: '4321' },
  { name: 'Pedro Díaz', role: 'cook', pin: '3456' },
];
const TAX = { code: 'INC', rateBp: 800 } as const;

/** Puts the demo company into an empty cloud; on one that has it already, nothing changes. */
export async function seedElParche(services: Services): Promise<Demo> {
  const companyId = stableId('company');
  const epoch = stableId('epoch');
  const now = services.machine.now();
  await services.db.inCompany(companyId, async (sql) => {
    await foundCompany(sql, { name: 'Salchipapas El Parche', legalName: 'El Parche Comidas S.A.S.', nit: '900123456-8' }, epoch);
    for (const branch of BRANCHES) await openBranch(sql, branchOf(branch), epoch);
    for (const person of STAFF) {
      const pinHash = await passwords.hash(person.pin);
      await hireStaff(sql, { id: stableId(`staff ${person.name}`), name: person.name, role: person.role, pinHash, branchId: null });
    }
    await saveCatalog(sql, catalogDocs(), { notify: services.fanout.notify, now });
  });
  const passwordHash = await passwords.hash(OWNER.password);
  await services.db.beforeCompany((sql) => seatUser(sql, { id: stableId('owner'), ...OWNER, passwordHash, companyId, role: 'owner' }));
  return {
    companyId,
    owner: { email: OWNER.email, password: OWNER.password },
    branches: BRANCHES.map(({ name }) => ({ id: stableId(`branch ${name}`), name })),
    staff: STAFF.map((person) => ({ ...person, id: stableId(`staff ${person.name}`) })),
  };
}

/** A fresh enrolment code for a branch of the demo company. */
export async function demoCode(services: Services, demo: Demo, branchId: string): Promise<string> {
  const now = services.machine.now();
  const answer = await services.db.inCompany(demo.companyId, (sql) =>
    createCode(sql, services.devices, { branchId, createdBy: stableId('owner'), now }),
  );
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.code;
}

function branchOf({ name, address, phone }: (typeof BRANCHES)[number]) {
  return {
    branchId: stableId(`branch ${name}`),
    branchName: name,
    address,
    phone,
    utcOffsetHours: -5,
    dayStartHour: 5,
    tax: TAX,
    receiptFooter: '¡Gracias, parce! Síganos en @elparche',
    language: 'es' as const,
  };
}

function catalogDocs(): CatalogDoc[] {
  const groups = Object.entries<MenuGroup>(GROUPS).map(([key, group]) => groupDoc(key, group));
  return [
    kitchenDoc(),
    ...groups,
    ...MENU.flatMap((section, index) => sectionDocs(section, index)),
    happyHour(),
    centroPrice(),
    ...quickNotes(),
    ...BRANCHES.map(serviceDoc),
  ];
}

function happyHour(): CatalogDoc {
  const { name, offBp, from, to, products } = HAPPY_HOUR;
  const id = stableId(`rule ${name}`);
  const rule = {
    id,
    name,
    active: true,
    productIds: products.map((product) => stableId(`product ${product}`)),
    categoryIds: [],
    branchIds: [],
    schedule: { weekdays: [], from, to },
    effect: { kind: 'percent', offBp },
  };
  return document('price-rule', id, priceRuleSchema.parse(rule));
}

/** Rent is dearer in the centre: so is the coconut lemonade. */
function centroPrice(): CatalogDoc {
  const id = stableId('branch price Centro Limonada de coco');
  const price = { id, branchId: stableId('branch Centro'), productId: stableId('product Bebidas Limonada de coco'), price: 9500 };
  return document('branch-price', id, branchPriceSchema.parse(price));
}

function quickNotes(): CatalogDoc[] {
  return QUICK_NOTES.map((text, sort) => {
    const id = stableId(`quick note ${text}`);
    return document('quick-note', id, quickNoteSchema.parse({ id, text, categoryIds: [], sort }));
  });
}

/** One kitchen for both branches: what every salchipapería has. */
function kitchenDoc(): CatalogDoc {
  const id = stableId('company');
  const ladder = { paperSeconds: 10, alarmSeconds: 30, dashboardSeconds: 120 };
  return document('kitchen-settings', id, kitchenSettingsSchema.parse({ id, stations: STATIONS, thresholds: {}, ladder }));
}

function serviceDoc({ name }: (typeof BRANCHES)[number]): CatalogDoc {
  const id = stableId(`branch ${name}`);
  return document('service-settings', id, serviceOf(id, stableId));
}

function groupDoc(key: string, group: MenuGroup): CatalogDoc {
  const id = stableId(`group ${key}`);
  const options = group.options.map(([name, price, product]) => {
    const option = { id: stableId(`option ${key} ${name}`), name, price, soldOut: false };
    return product ? { ...option, ...slotProduct(product) } : option;
  });
  const { name, kind, min, max, free } = group;
  return document('modifier-group', id, modifierGroupSchema.parse({ id, name, kind, min, max, freeCount: free, options }));
}

function slotProduct({ of, sizes }: SlotProduct) {
  // Sizes are named after the product alone, which is what follows its section.
  const product = of.slice(of.indexOf(' ') + 1);
  const offered = sizes?.map(([name, surcharge]) => ({ sizeId: stableId(`size ${product} ${name}`), surcharge }));
  return { productId: stableId(`product ${of}`), ...(offered ? { sizes: offered } : {}) };
}

function sectionDocs(section: MenuSection, index: number): CatalogDoc[] {
  const id = stableId(`category ${section.name}`);
  const category = document('category', id, categorySchema.parse({ id, name: section.name, hue: section.hue, sort: index }));
  return [category, ...section.items.map((item, position) => productDoc(section, item, index * 100 + position))];
}

function productDoc(section: MenuSection, item: MenuItem, sort: number): CatalogDoc {
  const id = stableId(`product ${section.name} ${item.name}`);
  const sizes = (item.sizes ?? []).map(([name, price]) => ({ id: stableId(`size ${item.name} ${name}`), name, price }));
  const doc = productSchema.parse({
    id,
    categoryId: stableId(`category ${section.name}`),
    name: item.name,
    kind: item.combo ? 'combo' : 'single',
    price: item.price ?? sizes[0]?.price,
    sizes,
    groupIds: (item.groups ?? []).map((key) => stableId(`group ${key}`)),
    tax: TAX,
    stations: section.stations,
    soldOut: false,
    sort,
    ...(item.code ? { code: item.code } : {}),
    ...(item.barcode ? { barcode: item.barcode } : {}),
    ...(item.halves ? { halves: halvesOf(section, item.halves) } : {}),
  });
  return document('product', id, doc);
}

function halvesOf(section: MenuSection, { rule, surcharge, of }: NonNullable<MenuItem['halves']>) {
  return { rule, surcharge, productIds: of.map((name) => stableId(`product ${section.name} ${name}`)) };
}

function document(kind: CatalogDoc['kind'], id: string, doc: Record<string, unknown>): CatalogDoc {
  return { kind, id, deleted: false, doc };
}

/** The same id for the same thing at every start, so that a second seeding finds the first. */
export function stableId(name: string): string {
  const hex = createHash('sha256').update(`el-parche ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
