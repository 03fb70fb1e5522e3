import { addMoney, money, NO_MONEY, type Money } from '../base/money.ts';
import { done, refuse, type Result } from '../base/result.ts';
import type { LinePart } from '../orders/order.events.ts';
import { priceChoices } from './choices.ts';
import type { Halves, ModifierGroup, Product, ProductSize } from './product.ts';
import type { SelectedHalf, SelectionRefusal } from './selection.ts';
import type { PricedProduct, ProductLookup } from './sellable.ts';

/** The smallest coin: half a price that isn't whole coins goes up to the next. */
const COIN = 50;

/** Two halves and what the plate costs. */
export type PricedHalves = { readonly parts: readonly LinePart[]; readonly price: Money };

type Plate = { readonly product: Product; readonly rule: Halves; readonly size: ProductSize | undefined };

/** Prices a plate of two halves in the size of the line; each half takes extras and doubles of its own, at their price, and what is left out of it. */
export function priceHalves(plate: Plate, halves: readonly SelectedHalf[], lookup: ProductLookup): Result<PricedHalves, SelectionRefusal> {
  const parts: LinePart[] = [];
  for (const half of halves) {
    const found = plate.rule.productIds.includes(half.productId) ? lookup(half.productId) : undefined;
    if (!found) return refuse({ code: 'line.not-as-half', name: plate.product.name });
    const part = halfPart(found, half, plate);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const [one, other] = parts;
  if (!one || !other) return refuse({ code: 'line.halves-needed', name: plate.product.name });
  return done({ parts, price: addMoney(togetherPrice(plate.rule.rule, one.listPrice, other.listPrice), plate.rule.surcharge) });
}

/** What two halves cost together by the shop's rule, before the surcharge. */
export function togetherPrice(rule: Halves['rule'], one: Money, other: Money): Money {
  if (rule === 'highest') return money(Math.max(one, other));
  if (rule === 'average') return money(Math.round((one + other) / 2));
  return addMoney(halfPrice(one), halfPrice(other));
}

/** What may be said of one half alone. What a product demands is demanded of the plate, so none of it is of a half. */
export function halfGroups(groups: readonly ModifierGroup[]): readonly ModifierGroup[] {
  return groups.filter(({ kind }) => kind === 'removal' || kind === 'extra' || kind === 'double').map((group) => ({ ...group, min: 0 }));
}

function halfPrice(whole: Money): Money {
  return money(Math.ceil(whole / 2 / COIN) * COIN);
}

/** The size of a half is the one that is called the same as the plate's. */
export function sizeForHalf(product: Product, size: { readonly name: string } | undefined): ProductSize | undefined {
  if (!size) return undefined;
  const wanted = size.name.toLowerCase();
  return product.sizes.find((each) => each.name.toLowerCase() === wanted);
}

function halfPart({ product, groups }: PricedProduct, half: SelectedHalf, plate: Plate): Result<LinePart, SelectionRefusal> {
  if (product.soldOut) return refuse({ code: 'line.sold-out', name: product.name });
  // Half a plate has no weight of its own.
  if (product.byWeight) return refuse({ code: 'line.not-as-half', name: product.name });
  const size = sizeForHalf(product, plate.size);
  if (product.sizes.length > 0 && !size) return refuse({ code: 'line.not-as-half', name: product.name });
  const choices = priceChoices(halfGroups(groups), half);
  if (!choices.ok) return choices;
  return done({
    kind: 'half',
    productId: product.id,
    categoryId: product.categoryId,
    name: product.name,
    ...(size ? { size: { id: size.id, name: size.name } } : {}),
    listPrice: size?.price ?? product.price,
    surcharge: NO_MONEY,
    choices: choices.value,
    stations: product.stations,
  });
}
