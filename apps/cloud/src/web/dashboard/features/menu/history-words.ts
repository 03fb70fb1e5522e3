import { PER_UNIT } from '@fastops/shared/recipes/ingredient';
import type { TFunction } from 'i18next';

import { pesosText, shareText } from '../../lib/figures.ts';
import { menuEsCo } from '../../lib/messages/menu.es-co.ts';
import { orderTypeText } from '../../lib/words.ts';
import type { MenuNow, SavedVersion } from './menu.queries.ts';
import { clockOf } from './parts.tsx';

/** One thing that another version says otherwise. */
export type Difference = { readonly what: string; readonly before: string | undefined; readonly after: string | undefined };
type Doc = Readonly<Record<string, unknown>>;
type Told = readonly [what: string, text: string];

const FIELDS = menuEsCo.history.fields;
/** Lists whose entries are told one by one, each with its price or its quantity. */
const PARTS: ReadonlySet<string> = new Set(['sizes', 'options', 'prices', 'items', 'packs']);
/** Of no interest to whoever asks what changed. */
const UNTOLD: ReadonlySet<string> = new Set(['id', 'sort', 'picture', 'hue']);
const MONEY: ReadonlySet<string> = new Set(['price', 'surcharge', 'amount']);
const THOUSANDTHS: ReadonlySet<string> = new Set(['quantity', 'makes']);

/** What a version changed, in the words of the menu. */
export function differencesOf(
  t: TFunction,
  { doc, before }: Pick<SavedVersion, 'doc' | 'before'>,
  { menu, branches }: { readonly menu: MenuNow; readonly branches: Branches },
): Difference[] {
  const names = namesIn(menu, branches);
  const [was, is] = [before, doc].map((each) => new Map(told(t, names, recordOf(each))));
  if (!was || !is) return [];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((what) =>
    was.get(what) === is.get(what) ? [] : [{ what, before: was.get(what), after: is.get(what) }],
  );
}

/** What a version is of: its own name, or those of the branch and the product that it is for. */
export function titleOf(
  { name, text, branchId, productId, sizeId }: Doc,
  { menu, branches }: { readonly menu: MenuNow; readonly branches: Branches },
): string {
  const own = name ?? text;
  if (typeof own === 'string') return own;
  const names = namesIn(menu, branches);
  return [productId, sizeId, branchId].flatMap((id) => (typeof id === 'string' ? [names.get(id) ?? []].flat() : [])).join(' · ');
}

type Names = ReadonlyMap<string, string>;
type Branches = readonly { readonly id: string; readonly name: string }[];

function namesIn({ categories, products, groups, ingredients, suppliers, recipes }: MenuNow, branches: Branches): Names {
  const named = [...categories, ...products, ...groups, ...ingredients, ...suppliers, ...recipes, ...branches];
  const parts = [...products.flatMap(({ sizes }) => sizes), ...groups.flatMap(({ options }) => options)];
  return new Map([...named, ...parts].map(({ id, name }) => [id, name]));
}

function told(t: TFunction, names: Names, doc: Doc): Told[] {
  return Object.entries(doc).flatMap(([key, value]): readonly Told[] => {
    if (UNTOLD.has(key) || value === undefined) return [];
    if (PARTS.has(key) && Array.isArray(value)) return value.map((each: unknown) => partTold(names, recordOf(each)));
    return [[fieldText(t, key), valueText(t, names, { key, value })]];
  });
}

function fieldText(t: TFunction, key: string): string {
  return isField(key) ? t(`menu.history.fields.${key}`) : key;
}

function isField(key: string): key is keyof typeof FIELDS {
  return Object.hasOwn(FIELDS, key);
}

/** A size, an option, a price of a list, what goes into a recipe: by its name, with what it costs or how much it is. */
function partTold(names: Names, part: Doc): Told {
  const ids = [part['ingredientId'] ?? part['recipeId'] ?? part['productId'] ?? part['optionId'] ?? part['id'], part['sizeId']];
  const own = part['name'];
  const name = typeof own === 'string' ? own : ids.flatMap((id) => (typeof id === 'string' ? [names.get(id) ?? '?'] : [])).join(' · ');
  const { price, quantity } = part;
  return [name, typeof price === 'number' ? pesosText(price * 100) : typeof quantity === 'number' ? thousandthsText(quantity) : ''];
}

function valueText(t: TFunction, names: Names, { key, value }: { readonly key: string; readonly value: unknown }): string {
  if (typeof value === 'boolean') return t(value ? 'menu.history.yes' : 'menu.history.no');
  if (typeof value === 'number') return numberText(key, value);
  if (typeof value === 'string') return wordText(t, names, value);
  if (key === 'schedule') return scheduleText(t, recordOf(value));
  if (Array.isArray(value)) return value.map((each: unknown) => wordText(t, names, String(each))).join(', ') || '–';
  return Object.entries(recordOf(value))
    .map(([part, each]) => `${fieldText(t, part)}: ${valueText(t, names, { key: part, value: each })}`)
    .join(', ');
}

const WORDS = menuEsCo.history.values;

/** The name behind an id, the word behind a code, or what it says. */
function wordText(t: TFunction, names: Names, value: string): string {
  return names.get(value) ?? (isWord(value) ? t(`menu.history.values.${value}`) : orderTypeText(t, value));
}

function isWord(value: string): value is keyof typeof WORDS {
  return Object.hasOwn(WORDS, value);
}

function numberText(key: string, value: number): string {
  if (MONEY.has(key)) return pesosText(value * 100);
  if (THOUSANDTHS.has(key)) return thousandthsText(value);
  return key.endsWith('Bp') ? shareText(value) : String(value);
}

function thousandthsText(quantity: number): string {
  return new Intl.NumberFormat('es-CO').format(quantity / PER_UNIT);
}

function scheduleText(t: TFunction, { weekdays, from, to, firstDay, lastDay }: Doc): string {
  const days = Array.isArray(weekdays) ? weekdays.map((day) => String(t(`menu.day.d${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`))).join(' ') : '';
  const hours = typeof from === 'number' && typeof to === 'number' ? `${clockOf(from)}–${clockOf(to % 1_440)}` : '';
  const [first, last] = [firstDay, lastDay].map((day) => (typeof day === 'string' ? day : '…'));
  const validity = first === '…' && last === '…' ? '' : `${first} → ${last}`;
  return [days, hours, validity].filter((each) => each !== '').join(' ');
}

function recordOf(value: unknown): Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
