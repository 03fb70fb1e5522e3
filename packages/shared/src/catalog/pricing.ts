import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { NO_MONEY, timesMoney } from '../base/money.ts';
import { done, refuse, type Result } from '../base/result.ts';
import { textSchema } from '../base/text.ts';
import type { LineChoice, OrderLine } from '../orders/order.events.ts';
import type { ModifierGroup, ModifierOption, Product, ProductSize } from './product.ts';

/** What the cashier picked. There is no price in it: prices come from the catalogue. */
export const selectionSchema = z.strictObject({
  lineId: idSchema,
  productId: idSchema,
  sizeId: idSchema.optional(),
  quantity: z.int().min(1).max(999),
  choices: z.array(z.strictObject({ groupId: idSchema, optionId: idSchema, quantity: z.int().min(1).max(99) })).max(60),
  note: textSchema(80).optional(),
});
/** See {@link selectionSchema}. */
export type Selection = z.infer<typeof selectionSchema>;

/** Why a selection is no line. */
export type SelectionRefusal =
  | { readonly code: 'line.sold-out'; readonly name: string }
  | { readonly code: 'line.size-needed'; readonly name: string }
  | { readonly code: 'line.unknown-option'; readonly groupId: string }
  | { readonly code: 'line.too-few'; readonly group: string; readonly missing: number }
  | { readonly code: 'line.too-many'; readonly group: string; readonly max: number };

/** Turns a selection into a line with the names and prices of the menu as it is now. */
export function priceLine(product: Product, groups: readonly ModifierGroup[], selection: Selection): Result<OrderLine, SelectionRefusal> {
  if (product.soldOut) return refuse({ code: 'line.sold-out', name: product.name });
  const size = product.sizes.find((each) => each.id === selection.sizeId);
  if (!size && (product.sizes.length > 0 || selection.sizeId !== undefined)) {
    return refuse({ code: 'line.size-needed', name: product.name });
  }
  const stray = selection.choices.find((choice) => !groups.some((group) => group.id === choice.groupId));
  if (stray) return refuse({ code: 'line.unknown-option', groupId: stray.groupId });
  const choices: LineChoice[] = [];
  for (const group of groups) {
    const priced = priceGroup(group, selection);
    if (!priced.ok) return priced;
    choices.push(...priced.value);
  }
  return done(builtLine({ product, size, selection, choices }));
}

type LineParts = {
  readonly product: Product;
  readonly size: ProductSize | undefined;
  readonly selection: Selection;
  readonly choices: LineChoice[];
};

function builtLine({ product, size, selection, choices }: LineParts): OrderLine {
  return {
    id: selection.lineId,
    productId: product.id,
    categoryId: product.categoryId,
    name: product.name,
    ...(size ? { size: { id: size.id, name: size.name } } : {}),
    quantity: selection.quantity,
    unitPrice: size?.price ?? product.price,
    choices,
    ...(selection.note === undefined ? {} : { note: selection.note }),
    tax: product.tax,
    stations: product.stations,
  };
}

type Pick = { readonly option: ModifierOption; readonly quantity: number };

function priceGroup(group: ModifierGroup, selection: Selection): Result<LineChoice[], SelectionRefusal> {
  const picks: Pick[] = [];
  for (const choice of selection.choices.filter((each) => each.groupId === group.id)) {
    const option = group.options.find((each) => each.id === choice.optionId);
    const repeated = picks.some((pick) => pick.option.id === choice.optionId);
    if (!option || repeated) return refuse({ code: 'line.unknown-option', groupId: group.id });
    if (option.soldOut) return refuse({ code: 'line.sold-out', name: option.name });
    // "Sin cebolla" can't be said twice, and a ticket that says it twice is a question for the cook.
    if (group.kind === 'removal' && choice.quantity > 1) return refuse({ code: 'line.too-many', group: group.name, max: 1 });
    picks.push({ option, quantity: choice.quantity });
  }
  const count = picks.reduce((sum, pick) => sum + pick.quantity, 0);
  if (count < group.min) return refuse({ code: 'line.too-few', group: group.name, missing: group.min - count });
  if (count > group.max) return refuse({ code: 'line.too-many', group: group.name, max: group.max });
  return done(picks.map((pick) => pricedChoice(group, pick, freeUnits(group, picks))));
}

function pricedChoice(group: ModifierGroup, { option, quantity }: Pick, free: ReadonlyMap<string, number>): LineChoice {
  const paidUnits = quantity - (free.get(option.id) ?? 0);
  const price = group.kind === 'removal' ? NO_MONEY : timesMoney(option.price, paidUnits);
  return { groupId: group.id, optionId: option.id, kind: group.kind, name: option.name, quantity, price };
}

/** Which units are free: the group's `freeCount` goes to the cheapest first, ties in menu order. */
function freeUnits(group: ModifierGroup, picks: readonly Pick[]): ReadonlyMap<string, number> {
  const free = new Map<string, number>();
  let left = group.freeCount;
  const place = ({ option }: Pick) => group.options.indexOf(option);
  for (const { option, quantity } of [...picks].sort((a, b) => a.option.price - b.option.price || place(a) - place(b))) {
    const units = Math.min(left, quantity);
    free.set(option.id, units);
    left -= units;
  }
  return free;
}
