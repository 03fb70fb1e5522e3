import { ingredientSchema, supplierSchema, type BaseUnit, type Ingredient } from '@fastops/shared/recipes/ingredient';
import { recipeSchema, type RecipeVersion } from '@fastops/shared/recipes/recipe';
import type { CatalogDoc } from '@fastops/shared/catalog/product';

/** What the demo shop buys and what its plates are made of. Prices as bought; the plain salchipapa is the worked example of the house. */
type Bought = {
  readonly name: string;
  readonly unit: BaseUnit;
  /** Pesos per kilo, litre or piece. */
  readonly price: number;
  readonly prep?: number;
  readonly cook?: number;
  readonly critical?: true;
  readonly pack?: readonly [name: string, holds: number];
  /** How many packs (or kilos) a delivery has: enough for a week. */
  readonly buys: number;
};

export const BOUGHT: readonly Bought[] = [
  { name: 'Papa', unit: 'g', price: 3_200, prep: 8_000, critical: true, pack: ['Bulto de 50 kg', 50_000], buys: 4 },
  { name: 'Salchicha', unit: 'g', price: 14_000, prep: 9_800, critical: true, pack: ['Paquete de 1 kg', 1_000], buys: 40 },
  { name: 'Queso mozzarella', unit: 'g', price: 26_000, critical: true, pack: ['Bloque de 2,5 kg', 2_500], buys: 8 },
  { name: 'Carne molida', unit: 'g', price: 22_000, cook: 7_500, critical: true, pack: ['Bandeja de 2 kg', 2_000], buys: 20 },
  { name: 'Mayonesa', unit: 'ml', price: 9_500, pack: ['Galón', 3_800], buys: 10 },
  { name: 'Aceite', unit: 'ml', price: 9_000, pack: ['Bidón de 20 l', 20_000], buys: 3 },
  { name: 'Cebolla', unit: 'g', price: 4_000, prep: 9_000, buys: 12 },
  { name: 'Pan de hamburguesa', unit: 'un', price: 900, critical: true, pack: ['Bolsa de 12', 12], buys: 15 },
  { name: 'Pan de perro', unit: 'un', price: 700, critical: true, pack: ['Bolsa de 12', 12], buys: 15 },
  { name: 'Gaseosa de 400 ml', unit: 'un', price: 1_800, critical: true, pack: ['Canasta de 24', 24], buys: 15 },
  { name: 'Empaque', unit: 'un', price: 350, critical: true, pack: ['Paquete de 100', 100], buys: 6 },
];

const SAUCE = 'Salsa de la casa';
/** What goes in, in base units: grams, millilitres, pieces. */
type Plate = Readonly<Record<string, number>>;
const salchi: Plate = { Papa: 250, Salchicha: 80, [SAUCE]: 40, Aceite: 15, Empaque: 1 };
const burger: Plate = { 'Pan de hamburguesa': 1, 'Carne molida': 125, Cebolla: 20, [SAUCE]: 25, Empaque: 1 };
const dog: Plate = { 'Pan de perro': 1, Salchicha: 60, Cebolla: 15, [SAUCE]: 25, Empaque: 1 };
const SIZES = { Personal: 1, Mediana: 1.5, Familiar: 2.5 } as const;

type Dish = { readonly of: string; readonly size?: string; readonly plate: Plate };
const DISHES: readonly Dish[] = [
  ...Object.entries(SIZES).flatMap(([size, times]): Dish[] => [
    { of: 'Salchipapas Sencilla', size, plate: larger(salchi, times) },
    { of: 'Salchipapas Ranchera', size, plate: larger({ ...salchi, Salchicha: 120, 'Queso mozzarella': 40 }, times) },
  ]),
  { of: 'Hamburguesas Hamburguesa sencilla', plate: burger },
  { of: 'Hamburguesas Hamburguesa especial', plate: { ...burger, 'Queso mozzarella': 30 } },
  { of: 'Hamburguesas Doble carne', plate: { ...burger, 'Carne molida': 250, 'Queso mozzarella': 30 } },
  { of: 'Perros Perro sencillo', plate: dog },
  { of: 'Perros Perro especial', plate: { ...dog, 'Queso mozzarella': 30 } },
  { of: 'Bebidas Gaseosa', size: '400 ml', plate: { 'Gaseosa de 400 ml': 1 } },
  { of: 'Adiciones Papa francesa', plate: { Papa: 200, Aceite: 12, Empaque: 1 } },
  { of: 'Adiciones Salchicha adicional', plate: { Salchicha: 80 } },
  { of: 'Adiciones Porción de queso', plate: { 'Queso mozzarella': 50 } },
  { of: 'Combos Combo salchipapa personal', plate: { ...salchi, 'Gaseosa de 400 ml': 1 } },
];

/** A plate of so many times the size still goes in one box. */
function larger(plate: Plate, times: number): Plate {
  return Object.fromEntries(Object.entries(plate).map(([name, quantity]) => [name, name === 'Empaque' ? quantity : quantity * times]));
}

type StableId = (name: string) => string;
export const ingredientId = (stableId: StableId, name: string): string => stableId(`ingredient ${name}`);

export function ingredientsOf(stableId: StableId): Ingredient[] {
  return BOUGHT.map(({ name, unit, price, prep = 10_000, cook = 10_000, critical = false, pack }) =>
    ingredientSchema.parse({
      id: ingredientId(stableId, name),
      name,
      unit,
      packs: pack ? [{ id: stableId(`pack ${name}`), name: pack[0], quantity: pack[1] * 1_000 }] : [],
      price: { amount: price, quantity: unit === 'un' ? 1_000 : 1_000_000 },
      prepYieldBp: prep,
      cookYieldBp: cook,
      critical,
      supplierId: stableId('supplier Abastos'),
      reorder: { leadDays: 1, reviewDays: 3, certainty: critical ? 165 : 128 },
    }),
  );
}

/** As they are right after they were saved first. */
export function recipesOf(stableId: StableId): RecipeVersion[] {
  const sauce = {
    id: stableId(`recipe ${SAUCE}`),
    name: SAUCE,
    target: { kind: 'preparation' },
    makes: 2_000_000,
    items: [{ ingredientId: ingredientId(stableId, 'Mayonesa'), quantity: 2_000_000, effect: 'add' }],
  };
  const dishes = DISHES.map(({ of, size, plate }) => {
    const name = of.slice(of.indexOf(' ') + 1);
    const sizeId = size === undefined ? {} : { sizeId: stableId(`size ${name} ${size}`) };
    const items = Object.entries(plate).map(([part, quantity]) => itemOf(stableId, part, quantity));
    const target = { kind: 'product', productId: stableId(`product ${of}`), ...sizeId };
    return { id: stableId(`recipe ${of} ${size ?? ''}`), name: size === undefined ? name : `${name} ${size}`, target, makes: 1_000, items };
  });
  return [sauce, ...dishes].map((recipe) => ({ ...recipeSchema.parse(recipe), version: 1 }));
}

function itemOf(stableId: StableId, part: string, quantity: number) {
  const what = part === SAUCE ? { recipeId: stableId(`recipe ${SAUCE}`) } : { ingredientId: ingredientId(stableId, part) };
  const only = part === 'Empaque' ? { orderTypes: ['takeaway', 'delivery', 'pickup'] } : {};
  return { ...what, quantity: quantity * 1_000, effect: 'add', ...only };
}

/** Everything of the kitchen's store room as documents. */
export function kitchenDocs(stableId: StableId): CatalogDoc[] {
  const supplier = supplierSchema.parse({ id: stableId('supplier Abastos'), name: 'Distribuidora Abastos', phone: '601 555 0190' });
  const doc = (kind: CatalogDoc['kind'], of: { id: string }): CatalogDoc => ({ kind, id: of.id, deleted: false, doc: { ...of } });
  return [
    doc('supplier', supplier),
    ...ingredientsOf(stableId).map((each) => doc('ingredient', each)),
    ...recipesOf(stableId).map(({ version: _, ...recipe }) => doc('recipe', recipe)),
  ];
}
