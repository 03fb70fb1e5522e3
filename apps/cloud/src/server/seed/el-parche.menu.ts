/** The demo shop's menu, as a person would write it on a board. Prices in pesos, tax included. */
export type MenuGroup = {
  readonly name: string;
  readonly kind: 'choice' | 'extra' | 'slot' | 'removal' | 'double';
  readonly min: number;
  readonly max: number;
  readonly free: number;
  readonly options: readonly (readonly [name: string, price: number, product?: SlotProduct])[];
};
/** A product in a slot: where it is on the menu, and what each size it comes in adds. */
export type SlotProduct = { readonly of: string; readonly sizes?: readonly (readonly [name: string, surcharge: number])[] };
export type MenuItem = {
  readonly name: string;
  readonly price?: number;
  readonly sizes?: readonly (readonly [name: string, price: number])[];
  readonly groups?: readonly string[];
  readonly combo?: true;
  readonly code?: string;
  readonly barcode?: string;
  /** Sold as two halves of these. */
  readonly halves?: { readonly rule: 'highest' | 'average' | 'sum'; readonly surcharge: number; readonly of: readonly string[] };
};
export type MenuSection = {
  readonly name: string;
  readonly hue: number;
  readonly stations: readonly string[];
  readonly items: readonly MenuItem[];
};

export const GROUPS = {
  sauces: {
    name: 'Salsas',
    kind: 'choice',
    min: 0,
    max: 6,
    free: 4,
    options: [
      ['Rosada', 500],
      ['Tártara', 500],
      ['Piña', 500],
      ['BBQ', 500],
      ['Ajo', 500],
      ['Mostaza', 500],
      ['Picante de la casa', 500],
    ],
  },
  extras: {
    name: 'Adiciones',
    kind: 'extra',
    min: 0,
    max: 10,
    free: 0,
    options: [
      ['Queso mozzarella', 3000],
      ['Tocineta', 3500],
      ['Huevo de codorniz x3', 2500],
      ['Salchicha ranchera', 4000],
      ['Maíz tierno', 2000],
      ['Maduro', 2500],
    ],
  },
  noSalchi: {
    name: 'Sin',
    kind: 'removal',
    min: 0,
    max: 4,
    free: 0,
    options: [
      ['Cebolla', 0],
      ['Lechuga', 0],
      ['Queso', 0],
      ['Salsas', 0],
    ],
  },
  noBurger: {
    name: 'Sin',
    kind: 'removal',
    min: 0,
    max: 5,
    free: 0,
    options: [
      ['Cebolla', 0],
      ['Tomate', 0],
      ['Lechuga', 0],
      ['Pepinillo', 0],
      ['Ripio de papa', 0],
    ],
  },
  doneness: {
    name: 'Término',
    kind: 'choice',
    min: 1,
    max: 1,
    free: 1,
    options: [
      ['Tres cuartos', 0],
      ['Bien asada', 0],
    ],
  },
  protein: {
    name: 'Proteína',
    kind: 'choice',
    min: 1,
    max: 1,
    free: 0,
    options: [
      ['Carne', 0],
      ['Pollo', 0],
      ['Mixta', 3000],
    ],
  },
  sodaFlavour: {
    name: 'Sabor',
    kind: 'choice',
    min: 1,
    max: 1,
    free: 1,
    options: [
      ['Cola', 0],
      ['Manzana', 0],
      ['Colombiana', 0],
      ['Uva', 0],
      ['Sin azúcar', 0],
    ],
  },
  juiceFlavour: {
    name: 'Fruta',
    kind: 'choice',
    min: 1,
    max: 1,
    free: 1,
    options: [
      ['Mora', 0],
      ['Lulo', 0],
      ['Maracuyá', 0],
      ['Guanábana', 0],
    ],
  },
  comboDrink: {
    name: 'Bebida del combo',
    kind: 'slot',
    min: 1,
    max: 1,
    free: 0,
    options: [
      ['Gaseosa 400 ml', 0],
      ['Agua 600 ml', 0],
      ['Limonada natural', 2000],
      ['Jugo en leche', 3500],
    ],
  },
  comboSide: {
    name: 'Acompañante',
    kind: 'slot',
    min: 1,
    max: 1,
    free: 0,
    options: [
      ['Papa francesa', 0],
      ['Yuca frita', 1000],
      ['Aros de cebolla', 2500],
    ],
  },
  doubles: {
    name: 'Doble',
    kind: 'double',
    min: 0,
    max: 3,
    free: 0,
    options: [
      ['Queso', 3000],
      ['Salchicha', 4000],
      ['Papa', 3500],
    ],
  },
  drinkSlot: {
    name: 'Bebida',
    kind: 'slot',
    min: 1,
    max: 1,
    free: 0,
    options: [
      [
        'Gaseosa',
        0,
        {
          of: 'Bebidas Gaseosa',
          sizes: [
            ['400 ml', 0],
            ['1.5 litros', 4500],
          ],
        },
      ],
      ['Jugo en agua', 2500, { of: 'Bebidas Jugo en agua' }],
      ['Agua 600 ml', 0, { of: 'Bebidas Agua 600 ml' }],
    ],
  },
  sideSlot: {
    name: 'Acompañante',
    kind: 'slot',
    min: 1,
    max: 1,
    free: 0,
    options: [
      ['Papa francesa', 0, { of: 'Adiciones Papa francesa' }],
      ['Yuca frita', 1000, { of: 'Adiciones Yuca frita' }],
      ['Aros de cebolla', 2500, { of: 'Adiciones Aros de cebolla' }],
    ],
  },
} as const satisfies Record<string, MenuGroup>;

/** Cheaper for a while: every day from three to six in the afternoon. */
export const HAPPY_HOUR = { name: 'Hora feliz', offBp: 2000, from: 15 * 60, to: 18 * 60, products: ['Combos Combo ranchero de la casa'] };

/** Remarks of the shop's own. */
export const QUICK_NOTES = ['bien tostadas', 'salsas aparte', 'sin sal', 'para compartir'];

const salchi = ['sauces', 'extras', 'noSalchi'];
const burger = ['doneness', 'sauces', 'extras', 'noBurger'];
const dog = ['sauces', 'extras', 'noBurger'];
const sizes = (personal: number, mediana: number, familiar: number) =>
  [
    ['Personal', personal],
    ['Mediana', mediana],
    ['Familiar', familiar],
  ] as const;

export const MENU: readonly MenuSection[] = [
  {
    name: 'Salchipapas',
    hue: 70,
    stations: ['freidora', 'armado'],
    items: [
      { name: 'Sencilla', sizes: sizes(14000, 20000, 32000), groups: salchi },
      { name: 'Ranchera', sizes: sizes(18000, 26000, 40000), groups: salchi },
      { name: 'Mixta pollo y carne', sizes: sizes(21000, 30000, 46000), groups: salchi },
      { name: 'Trifásica', sizes: sizes(24000, 34000, 52000), groups: salchi },
      { name: 'Hawaiana', sizes: sizes(19000, 27000, 42000), groups: salchi },
      { name: 'Mexicana con jalapeño', sizes: sizes(20000, 28000, 43000), groups: salchi },
      { name: 'Del Parche (todo incluido)', sizes: sizes(27000, 38000, 58000), groups: salchi },
      { name: 'Choripapa', sizes: sizes(17000, 25000, 38000), groups: salchi },
      {
        name: 'Mitad y mitad',
        sizes: sizes(14000, 20000, 32000).slice(1),
        groups: ['sauces', 'extras', 'doubles'],
        code: 'MM',
        halves: {
          rule: 'highest',
          surcharge: 2000,
          of: ['Sencilla', 'Ranchera', 'Mixta pollo y carne', 'Trifásica', 'Hawaiana', 'Mexicana con jalapeño', 'Choripapa'],
        },
      },
    ],
  },
  {
    name: 'Hamburguesas',
    hue: 30,
    stations: ['plancha', 'armado'],
    items: [
      { name: 'Hamburguesa sencilla', price: 15000, groups: burger },
      { name: 'Hamburguesa especial', price: 19000, groups: burger },
      { name: 'Doble carne', price: 24000, groups: burger },
      { name: 'Hamburguesa de pollo', price: 18000, groups: ['sauces', 'extras', 'noBurger'] },
      { name: 'Hamburguesa ñera con maduro', price: 21000, groups: burger },
      { name: 'Hamburguesa vegetariana', price: 17000, groups: ['sauces', 'extras', 'noBurger'] },
    ],
  },
  {
    name: 'Perros',
    hue: 10,
    stations: ['plancha', 'armado'],
    items: [
      { name: 'Perro sencillo', price: 10000, groups: dog },
      { name: 'Perro especial', price: 14000, groups: dog },
      { name: 'Perro ranchero', price: 15500, groups: dog },
      { name: 'Choriperro', price: 14500, groups: dog },
      { name: 'Perra con tocineta', price: 16500, groups: dog },
    ],
  },
  {
    name: 'Bebidas',
    hue: 230,
    stations: ['bebidas'],
    items: [
      {
        name: 'Gaseosa',
        sizes: [
          ['400 ml', 4000],
          ['1.5 litros', 8500],
        ],
        groups: ['sodaFlavour'],
      },
      { name: 'Agua 600 ml', price: 3500, code: '20', barcode: '7702090000123' },
      { name: 'Limonada natural', price: 6000 },
      { name: 'Limonada de coco', price: 9000 },
      { name: 'Jugo en agua', price: 6500, groups: ['juiceFlavour'] },
      { name: 'Jugo en leche', price: 8000, groups: ['juiceFlavour'] },
      { name: 'Malta', price: 4500, code: '21', barcode: '7702004003508' },
      { name: 'Té helado', price: 5000 },
    ],
  },
  {
    name: 'Combos',
    hue: 300,
    stations: ['armado', 'bebidas'],
    items: [
      { name: 'Combo salchipapa personal', price: 19500, groups: ['comboDrink', 'sauces', 'noSalchi'], combo: true },
      { name: 'Combo hamburguesa especial', price: 27000, groups: ['comboSide', 'comboDrink', 'doneness', 'noBurger'], combo: true },
      { name: 'Combo perro y gaseosa', price: 18500, groups: ['comboDrink', 'sauces', 'noBurger'], combo: true },
      { name: 'Combo ranchero de la casa', price: 26000, groups: ['drinkSlot', 'sideSlot', 'noBurger'], combo: true, code: 'CR' },
      { name: 'Combo parche para 4', price: 76000, groups: ['protein', 'comboDrink', 'sauces'], combo: true },
    ],
  },
  {
    name: 'Adiciones',
    hue: 140,
    stations: ['freidora'],
    items: [
      { name: 'Papa francesa', price: 7000, groups: ['sauces'] },
      { name: 'Yuca frita', price: 7500, groups: ['sauces'] },
      { name: 'Aros de cebolla', price: 9000, groups: ['sauces'] },
      { name: 'Salchicha adicional', price: 4000 },
      { name: 'Porción de queso', price: 3500 },
    ],
  },
];

const makes = { kind: 'work', output: 'both', productIds: [], categoryIds: [] } as const;

/** Where it is made. The assembly sees every plate last, the counter hands it out. */
export const STATIONS = [
  { ...makes, id: 'freidora', name: 'Freidora', prepSeconds: 420 },
  { ...makes, id: 'plancha', name: 'Plancha', prepSeconds: 480 },
  { ...makes, id: 'armado', name: 'Armado', prepSeconds: 120 },
  { ...makes, id: 'bebidas', name: 'Bebidas', prepSeconds: 90 },
  { ...makes, id: 'empaque', name: 'Empaque', kind: 'expo', output: 'screen', prepSeconds: 0 },
] as const;
