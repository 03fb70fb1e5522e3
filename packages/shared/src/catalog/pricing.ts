import type { Money } from '../base/money.ts';
import { done, refuse, type Result } from '../base/result.ts';
import { weighedPrice } from '../orders/line-weight.ts';
import type { LineChoice, LinePart, OrderLine } from '../orders/order.events.ts';
import { priceChoices } from './choices.ts';
import { filledSlots, priceComponents, whyNotWeighed } from './components.ts';
import { priceHalves } from './halves.ts';
import { ruledPrice, type RuledPrice } from './price-rule.ts';
import type { Product, ProductSize } from './product.ts';
import { holdsAt } from './schedule.ts';
import type { Selection, SelectionRefusal } from './selection.ts';
import type { Sellable } from './sellable.ts';

/** Turns a selection into a line with the names and prices of the menu as it is at that moment. */
export function priceLine(item: Sellable, selection: Selection, atMs: number): Result<OrderLine, SelectionRefusal> {
  const { product, groups, lookup } = item;
  const size = product.sizes.find((each) => each.id === selection.sizeId);
  const unfit = whyNot(item, { selection, size, atMs });
  if (unfit) return refuse(unfit);
  const components = selection.components ?? [];
  const parts = priceComponents(groups, components, lookup);
  if (!parts.ok) return parts;
  const choices = priceChoices(groups, { choices: selection.choices, filled: filledSlots(components) });
  if (!choices.ok) return choices;
  const plate = platePrice(item, selection, size);
  if (!plate.ok) return plate;
  const occasion = { ...item.place, atMs };
  const ruled = ruledPrice(plate.value.price, product, { rules: item.rules, occasion });
  const built = { product, size, selection, choices: choices.value, parts: [...plate.value.parts, ...parts.value] };
  return done(builtLine(built, ruled, plate.value.price));
}

type Fit = { readonly selection: Selection; readonly size: ProductSize | undefined; readonly atMs: number };

function whyNot({ product, place }: Sellable, { selection, size, atMs }: Fit): SelectionRefusal | undefined {
  const { name } = product;
  if (product.soldOut) return { code: 'line.sold-out', name };
  if (product.schedule && !holdsAt(product.schedule, atMs, place.utcOffsetHours)) return { code: 'line.not-now', name };
  if (!size && (product.sizes.length > 0 || selection.sizeId !== undefined)) return { code: 'line.size-needed', name };
  if (product.halves && !selection.halves) return { code: 'line.halves-needed', name };
  if (!product.halves && selection.halves) return { code: 'line.not-as-half', name };
  return whyNotWeighed(product, selection) ?? whyNotSoMany(product, selection);
}

/** What was weighed is a line of its own, and so is a combo with it inside. */
function whyNotSoMany({ name }: Product, { quantity, weight, components = [] }: Selection): SelectionRefusal | undefined {
  const weighed = weight !== undefined || components.some((component) => component.weight);
  return weighed && quantity !== 1 ? { code: 'line.one-portion', name } : undefined;
}

type Plate = { readonly price: Money; readonly parts: readonly LinePart[] };

/** What it costs before any rule: the size's price, or what the two halves come to. */
function platePrice({ product, lookup }: Sellable, selection: Selection, size: ProductSize | undefined): Result<Plate, SelectionRefusal> {
  if (!product.halves || !selection.halves) return done({ price: size?.price ?? product.price, parts: [] });
  return priceHalves({ product, rule: product.halves, size }, selection.halves, lookup);
}

type LineParts = {
  readonly product: Product;
  readonly size: ProductSize | undefined;
  readonly selection: Selection;
  readonly choices: LineChoice[];
  readonly parts: LinePart[];
};

function builtLine({ product, size, selection, choices, parts }: LineParts, { price, rule }: RuledPrice, listPrice: Money): OrderLine {
  const { weight } = selection;
  const priced = (each: Money) => (weight ? weighedPrice(each, weight.grams) : each);
  return {
    id: selection.lineId,
    productId: product.id,
    categoryId: product.categoryId,
    name: product.name,
    ...(size ? { size: { id: size.id, name: size.name } } : {}),
    quantity: selection.quantity,
    unitPrice: priced(price),
    choices,
    ...(selection.note === undefined ? {} : { note: selection.note }),
    tax: product.tax,
    stations: product.stations,
    ...(parts.length > 0 ? { parts } : {}),
    ...(rule ? { priceRule: { id: rule.id, name: rule.name, listPrice: priced(listPrice) } } : {}),
    ...(weight ? { weight: { ...weight, perKilo: price } } : {}),
  };
}
