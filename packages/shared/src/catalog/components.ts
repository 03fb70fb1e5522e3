import { addMoney, NO_MONEY, type Money } from '../base/money.ts';
import { done, refuse, type Result } from '../base/result.ts';
import { weighedPrice } from '../orders/line-weight.ts';
import type { LinePart } from '../orders/order.events.ts';
import { priceChoices } from './choices.ts';
import type { ModifierGroup, ModifierOption, Product, ProductSize } from './product.ts';
import type { SelectedComponent, Selection, SelectionRefusal } from './selection.ts';
import type { PricedProduct, ProductLookup } from './sellable.ts';

/**
 * Prices the products that fill a combo's slots: the slot's surcharge, the size's, and what each product's own choices cost. Of what is
 * sold by weight the surcharge is for one kilo, as its price is.
 */
export function priceComponents(
  groups: readonly ModifierGroup[],
  components: readonly SelectedComponent[],
  lookup: ProductLookup,
): Result<LinePart[], SelectionRefusal> {
  const parts: LinePart[] = [];
  for (const component of components) {
    const group = groups.find(({ id, kind }) => id === component.groupId && kind === 'slot');
    const option = group?.options.find(({ id }) => id === component.optionId);
    const found = option?.productId === undefined ? undefined : lookup(option.productId);
    if (!option || !found) return refuse({ code: 'line.unknown-option', groupId: component.groupId });
    const part = componentPart(found, option, component);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  return done(parts);
}

/** How many products fill each slot. */
export function filledSlots(components: readonly SelectedComponent[]): ReadonlyMap<string, number> {
  const filled = new Map<string, number>();
  for (const { groupId } of components) filled.set(groupId, (filled.get(groupId) ?? 0) + 1);
  return filled;
}

/** The groups a product brings into a combo; a combo inside a combo is nobody's lunch. */
export function componentGroups(groups: readonly ModifierGroup[]): readonly ModifierGroup[] {
  return groups.filter(({ kind }) => kind !== 'slot');
}

function componentPart(
  { product, groups }: PricedProduct,
  option: ModifierOption,
  component: SelectedComponent,
): Result<LinePart, SelectionRefusal> {
  const out = [option, product].find(({ soldOut }) => soldOut);
  if (out) return refuse({ code: 'line.sold-out', name: out.name });
  const unweighed = whyNotWeighed(product, component);
  if (unweighed) return refuse(unweighed);
  const sized = sizeInSlot(product, option, component);
  if (!sized.ok) return sized;
  const choices = priceChoices(componentGroups(groups), component);
  if (!choices.ok) return choices;
  const { size, surcharge } = sized.value;
  const { weight } = component;
  const priced = (each: Money) => (weight ? weighedPrice(each, weight.grams) : each);
  return done({
    kind: 'component',
    groupId: component.groupId,
    optionId: option.id,
    productId: product.id,
    categoryId: product.categoryId,
    name: product.name,
    ...(size ? { size: { id: size.id, name: size.name } } : {}),
    listPrice: priced(size?.price ?? product.price),
    surcharge: addMoney(priced(option.price), surcharge),
    choices: choices.value,
    stations: product.stations,
    ...(weight ? { weight: { ...weight, perKilo: option.price } } : {}),
  });
}

/** What is sold by weight is weighed inside a combo too; nothing else is. */
export function whyNotWeighed({ byWeight, name }: Product, { weight }: Pick<Selection, 'weight'>): SelectionRefusal | undefined {
  if (byWeight) return weight ? undefined : { code: 'line.weight-needed', name };
  return weight ? { code: 'line.not-by-weight', name } : undefined;
}

type SlotSize = { readonly size: ProductSize | undefined; readonly surcharge: Money };

function sizeInSlot(product: Product, option: ModifierOption, { sizeId }: SelectedComponent): Result<SlotSize, SelectionRefusal> {
  if (product.sizes.length === 0 && sizeId === undefined) return done({ size: undefined, surcharge: NO_MONEY });
  const offered = option.sizes?.find((each) => each.sizeId === sizeId);
  const size = product.sizes.find((each) => each.id === sizeId);
  return offered && size ? done({ size, surcharge: offered.surcharge }) : refuse({ code: 'line.size-needed', name: product.name });
}
