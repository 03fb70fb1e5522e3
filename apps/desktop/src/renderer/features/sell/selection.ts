import type { Money } from '@fastops/shared/base/money';
import { priceLine } from '@fastops/shared/catalog/pricing';
import type { ModifierGroup, ModifierOption } from '@fastops/shared/catalog/product';
import type { Pick, SelectedComponent, Selection, SelectionRefusal } from '@fastops/shared/catalog/selection';
import type { Sellable } from '@fastops/shared/catalog/sellable';
import { lineTotal } from '@fastops/shared/orders/totals';

export const LONGEST_NOTE = 80;
export const MOST_OF_ONE = 999;

export type SellableProduct = Sellable;
/** What a product asks, whatever it costs. */
type Asking = Omit<Sellable, 'lookup' | 'rules' | 'place'>;

/** Whatever options are picked into: a line, one half of it, or what fills a slot. */
export type Chosen = { readonly choices: readonly Pick[]; readonly components?: readonly SelectedComponent[] | undefined };

/** Whether a tap must ask first: a weight, a size, two halves, or something that has to be chosen. */
export function needsSheet({ product, groups }: Asking): boolean {
  return product.byWeight === true || product.sizes.length > 0 || product.halves !== undefined || groups.some((group) => group.min > 0);
}

/** What the sheet starts with: the first size, and the choices that leave no choice. */
export function freshSelection({ product, groups }: Asking, lineId: string): Selection {
  const [size] = product.sizes;
  const choices = groups.filter((group) => group.kind === 'slot' && group.min === 1 && group.options.length === 1);
  return {
    lineId,
    productId: product.id,
    ...(size ? { sizeId: size.id } : {}),
    quantity: 1,
    choices: choices.flatMap((group) =>
      group.options
        .filter(({ productId }) => productId === undefined)
        .map((option) => ({ groupId: group.id, optionId: option.id, quantity: 1 })),
    ),
  };
}

/** Whether a portion in it was weighed, or has to be: such a line is one, and another of it is weighed anew. */
export function isOnePortion({ product, lookup, groups }: Sellable, { weight, components = [] }: Selection): boolean {
  const optionOf = ({ groupId, optionId }: SelectedComponent) =>
    groups.find(({ id }) => id === groupId)?.options.find(({ id }) => id === optionId);
  const isByWeight = (component: SelectedComponent) => {
    const productId = optionOf(component)?.productId;
    return component.weight !== undefined || (productId !== undefined && lookup(productId)?.product.byWeight === true);
  };
  return product.byWeight === true || weight !== undefined || components.some(isByWeight);
}

/** The same food, not yet weighed. */
export function unweighed({ weight: _, components, ...rest }: Selection): Selection {
  return { ...rest, ...(components ? { components: components.map(({ weight: _weight, ...component }) => component) } : {}) };
}

/** Whether two selections are the same food: size, choices and note, however many of each. */
export function sameFood(one: Selection, other: Selection): boolean {
  return samePicks(one, other) && (one.note ?? '') === (other.note ?? '');
}

/** Whether two selections differ in nothing but quantity and note, which a line may change in place. */
export function samePicks(one: Selection, other: Selection): boolean {
  return one.productId === other.productId && one.sizeId === other.sizeId && allPicks(one) === allPicks(other);
}

function allPicks({ choices, halves = [], components = [], weight }: Selection): string {
  const halfKeys = halves.map((half) => `${half.productId}(${choiceKeys(half)})`).sort();
  const componentKeys = components
    .map((each) => `${each.groupId} ${each.optionId} ${each.sizeId ?? ''} ${each.weight?.weighingId ?? ''}(${choiceKeys(each)})`)
    .sort();
  return [choiceKeys({ choices }), ...halfKeys, ...componentKeys, weight?.weighingId ?? ''].join('|');
}

function choiceKeys({ choices }: Chosen): string {
  return choices
    .map(({ groupId, optionId, quantity }) => `${groupId} ${optionId} ${quantity}`)
    .sort()
    .join();
}

export function pickedIn({ choices, components = [] }: Chosen, group: ModifierGroup): number {
  const filled = components.filter((component) => component.groupId === group.id).length;
  return choices.filter((choice) => choice.groupId === group.id).reduce((sum, choice) => sum + choice.quantity, filled);
}

export function pickedOf(selection: Chosen, group: ModifierGroup, option: ModifierOption): number {
  return selection.choices.find((choice) => choice.groupId === group.id && choice.optionId === option.id)?.quantity ?? 0;
}

/** How many this group still needs before the line can be added. */
export function missingIn(selection: Chosen, group: ModifierGroup): number {
  return Math.max(0, group.min - pickedIn(selection, group));
}

export type OptionView = {
  readonly count: number;
  /** The group is full, so another one can't be added. */
  readonly blocked: boolean;
  /** Whether the next one costs; while some are still free, a price beside each would be a false alarm. */
  readonly costs: boolean;
  readonly canTakeOneAway: boolean;
};

export function optionView(selection: Chosen, group: ModifierGroup, option: ModifierOption): OptionView {
  const count = pickedOf(selection, group, option);
  const inGroup = pickedIn(selection, group);
  const priced = option.price > 0 && group.kind !== 'removal';
  return {
    count,
    blocked: group.max > 1 && count === 0 && inGroup >= group.max,
    costs: priced && inGroup >= group.freeCount && (count === 0 || group.freeCount === 0),
    canTakeOneAway: group.kind === 'extra' && group.max > 1 && count > 0,
  };
}

/** One tap on an option: a single choice replaces, an extra adds one more, anything else goes on and off. */
export function tapOption<C extends Chosen>(selection: C, group: ModifierGroup, option: ModifierOption): C {
  const now = pickedOf(selection, group, option);
  const full = pickedIn(selection, group) >= group.max;
  if (group.max === 1) return withChoice(withoutGroup(selection, group), group, { option, quantity: now > 0 && group.min === 0 ? 0 : 1 });
  if (group.kind === 'extra') return full ? selection : withChoice(selection, group, { option, quantity: now + 1 });
  if (now > 0) return withChoice(selection, group, { option, quantity: 0 });
  return full ? selection : withChoice(selection, group, { option, quantity: 1 });
}

/** One less of an extra. */
export function untapOption<C extends Chosen>(selection: C, group: ModifierGroup, option: ModifierOption): C {
  return withChoice(selection, group, { option, quantity: Math.max(0, pickedOf(selection, group, option) - 1) });
}

export function withQuantity(selection: Selection, quantity: number): Selection {
  return { ...selection, quantity: Math.min(MOST_OF_ONE, Math.max(1, quantity)) };
}

export function withNote(selection: Selection, note: string): Selection {
  const { note: _old, ...rest } = selection;
  const kept = note.slice(0, LONGEST_NOTE);
  return kept.trim() === '' ? rest : { ...rest, note: kept };
}

export function noteParts(note: string | undefined): readonly string[] {
  return (note ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Puts a ready-made remark into the note, or takes it out again. */
export function toggleNotePart(selection: Selection, part: string): Selection {
  const parts = noteParts(selection.note);
  const next = parts.includes(part) ? parts.filter((each) => each !== part) : [...parts, part];
  const note = next.join(', ');
  return note.length > LONGEST_NOTE ? selection : withNote(selection, note);
}

export type PricedSelection = {
  /** What it costs as picked so far, also while something is still missing. */
  readonly total: Money | undefined;
  readonly refusal: SelectionRefusal | undefined;
};

export function pricedSelection(item: Sellable, selection: Selection, atMs: number): PricedSelection {
  const strict = priceLine(item, selection, atMs);
  if (strict.ok) return { total: lineTotal(strict.value), refusal: undefined };
  const soFar = priceLine({ ...item, groups: item.groups.map(lenient), lookup: lenientLookup(item) }, selection, atMs);
  return { total: soFar.ok ? lineTotal(soFar.value) : undefined, refusal: strict.refusal };
}

function lenient(group: ModifierGroup): ModifierGroup {
  return { ...group, min: 0 };
}

function lenientLookup({ lookup }: Sellable): Sellable['lookup'] {
  return (productId) => {
    const found = lookup(productId);
    return found && { ...found, groups: found.groups.map(lenient) };
  };
}

type Picked = { readonly option: ModifierOption; readonly quantity: number };

function withChoice<C extends Chosen>(selection: C, group: ModifierGroup, { option, quantity }: Picked): C {
  const others = selection.choices.filter((choice) => choice.groupId !== group.id || choice.optionId !== option.id);
  const added = quantity > 0 ? [{ groupId: group.id, optionId: option.id, quantity }] : [];
  return { ...selection, choices: [...others, ...added] };
}

function withoutGroup<C extends Chosen>(selection: C, group: ModifierGroup): C {
  return { ...selection, choices: selection.choices.filter((choice) => choice.groupId !== group.id) };
}
