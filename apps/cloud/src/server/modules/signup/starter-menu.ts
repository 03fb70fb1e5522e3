import { categorySchema, modifierGroupSchema, productSchema, type CatalogDoc } from '@fastops/shared/catalog/product';
import type { LineTax } from '@fastops/shared/orders/line-tax';
import type { StarterMenu } from '@fastops/shared/tenancy/sign-up';

type Item = {
  readonly name: string;
  readonly price: number;
  readonly sizes?: readonly (readonly [string, number])[];
  readonly groups?: true;
};

/** Tabs of a salchipapería, with what most of them sell: to be changed, and good to sell from in the meantime. */
const SECTIONS: readonly { readonly name: string; readonly hue: number; readonly items: readonly Item[] }[] = [
  {
    name: 'Salchipapas',
    hue: 80,
    items: [
      { name: 'Sencilla', price: 14_000, groups: true, sizes: sizes(14_000, 22_000) },
      { name: 'Mixta', price: 18_000, groups: true, sizes: sizes(18_000, 29_000) },
      { name: 'Ranchera', price: 21_000, groups: true, sizes: sizes(21_000, 33_000) },
    ],
  },
  {
    name: 'Hamburguesas',
    hue: 30,
    items: [
      { name: 'Hamburguesa sencilla', price: 16_000, groups: true },
      { name: 'Hamburguesa doble carne', price: 22_000, groups: true },
    ],
  },
  {
    name: 'Perros',
    hue: 10,
    items: [
      { name: 'Perro sencillo', price: 11_000, groups: true },
      { name: 'Perro americano', price: 14_000, groups: true },
    ],
  },
  {
    name: 'Bebidas',
    hue: 220,
    items: [
      { name: 'Gaseosa 400 ml', price: 4_000 },
      { name: 'Agua', price: 3_000 },
      { name: 'Limonada natural', price: 6_000 },
    ],
  },
  { name: 'Combos', hue: 300, items: [] },
  { name: 'Adiciones', hue: 140, items: [] },
];

const GROUPS = [
  {
    name: 'Salsas',
    kind: 'choice',
    max: 6,
    freeCount: 4,
    options: [
      ['Rosada', 500],
      ['Piña', 500],
      ['BBQ', 500],
      ['Ajo', 500],
    ],
  },
  {
    name: 'Adiciones',
    kind: 'extra',
    max: 10,
    freeCount: 0,
    options: [
      ['Queso', 3_000],
      ['Tocineta', 3_500],
      ['Huevo', 2_500],
    ],
  },
  {
    name: 'Sin…',
    kind: 'removal',
    max: 4,
    freeCount: 0,
    options: [
      ['Cebolla', 0],
      ['Salsas', 0],
      ['Papa ripio', 0],
    ],
  },
] as const;

/** The documents of a new company's menu. */
export function starterMenu({ menu, tax, newId }: { menu: StarterMenu; tax: LineTax; newId: () => string }): CatalogDoc[] {
  const groups = menu === 'demo' ? GROUPS.map((group) => groupDoc(group, newId)) : [];
  const groupIds = groups.map(({ id }) => id);
  const sections = SECTIONS.flatMap(({ name, hue, items }, index) => {
    const id = newId();
    const category = document('category', categorySchema.parse({ id, name, hue, sort: index }));
    const products = menu === 'demo' ? items : [];
    return [category, ...products.map((item, at) => productDoc(item, { categoryId: id, sort: index * 100 + at, tax, groupIds, newId }))];
  });
  return [...groups, ...sections];
}

function groupDoc({ options, ...group }: (typeof GROUPS)[number], newId: () => string): CatalogDoc {
  const made = options.map(([name, price]) => ({ id: newId(), name, price, soldOut: false }));
  return document('modifier-group', modifierGroupSchema.parse({ id: newId(), min: 0, ...group, options: made }));
}

type Place = { categoryId: string; sort: number; tax: LineTax; groupIds: readonly string[]; newId: () => string };

function productDoc(item: Item, { newId, groupIds, ...place }: Place): CatalogDoc {
  const product = {
    ...place,
    id: newId(),
    name: item.name,
    kind: 'single',
    price: item.price,
    sizes: (item.sizes ?? []).map(([name, price]) => ({ id: newId(), name, price })),
    groupIds: item.groups ? groupIds : [],
    stations: [],
    soldOut: false,
  };
  return document('product', productSchema.parse(product));
}

function document(kind: CatalogDoc['kind'], doc: { readonly id: string }): CatalogDoc {
  return { kind, id: doc.id, deleted: false, doc: { ...doc } };
}

function sizes(personal: number, family: number): readonly (readonly [string, number])[] {
  return [
    ['Personal', personal],
    ['Familiar', family],
  ];
}
