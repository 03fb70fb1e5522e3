import { NO_MONEY, timesMoney } from '../base/money.ts';
import { done, refuse, type Result } from '../base/result.ts';
import type { LineChoice } from '../orders/order.events.ts';
import type { ModifierGroup, ModifierOption } from './product.ts';
import type { Pick, SelectionRefusal } from './selection.ts';

/** Picks of some groups, and how many each group has got in another way (a slot filled by a product). */
export type Picks = { readonly choices: readonly Pick[]; readonly filled?: ReadonlyMap<string, number> };

/** Prices what was picked in these groups; a pick of no group, too few or too many are refused. */
export function priceChoices(groups: readonly ModifierGroup[], picks: Picks): Result<LineChoice[], SelectionRefusal> {
  const stray = picks.choices.find((choice) => !groups.some((group) => group.id === choice.groupId));
  if (stray) return refuse({ code: 'line.unknown-option', groupId: stray.groupId });
  const choices: LineChoice[] = [];
  for (const group of groups) {
    const priced = priceGroup(group, picks);
    if (!priced.ok) return priced;
    choices.push(...priced.value);
  }
  return done(choices);
}

type Picked = { readonly option: ModifierOption; readonly quantity: number };

/** Said twice, "sin cebolla" and "doble queso" are a question for the cook. */
const ONCE: ReadonlySet<ModifierGroup['kind']> = new Set<ModifierGroup['kind']>(['removal', 'double']);

function priceGroup(group: ModifierGroup, { choices, filled }: Picks): Result<LineChoice[], SelectionRefusal> {
  const picks: Picked[] = [];
  for (const choice of choices.filter((each) => each.groupId === group.id)) {
    const option = group.options.find((each) => each.id === choice.optionId);
    const repeated = picks.some((pick) => pick.option.id === choice.optionId);
    if (!option || repeated || option.productId !== undefined) return refuse({ code: 'line.unknown-option', groupId: group.id });
    if (option.soldOut) return refuse({ code: 'line.sold-out', name: option.name });
    if (ONCE.has(group.kind) && choice.quantity > 1) return refuse({ code: 'line.too-many', group: group.name, max: 1 });
    picks.push({ option, quantity: choice.quantity });
  }
  const count = picks.reduce((sum, pick) => sum + pick.quantity, filled?.get(group.id) ?? 0);
  if (count < group.min) return refuse({ code: 'line.too-few', group: group.name, missing: group.min - count });
  if (count > group.max) return refuse({ code: 'line.too-many', group: group.name, max: group.max });
  return done(picks.map((pick) => pricedChoice(group, pick, freeUnits(group, picks))));
}

function pricedChoice(group: ModifierGroup, { option, quantity }: Picked, free: ReadonlyMap<string, number>): LineChoice {
  const paidUnits = quantity - (free.get(option.id) ?? 0);
  const price = group.kind === 'removal' ? NO_MONEY : timesMoney(option.price, paidUnits);
  return { groupId: group.id, optionId: option.id, kind: group.kind, name: option.name, quantity, price };
}

/** Which units are free: the group's `freeCount` goes to the cheapest first, ties in menu order. */
function freeUnits(group: ModifierGroup, picks: readonly Picked[]): ReadonlyMap<string, number> {
  const free = new Map<string, number>();
  let left = group.freeCount;
  const place = ({ option }: Picked) => group.options.indexOf(option);
  for (const { option, quantity } of [...picks].sort((a, b) => a.option.price - b.option.price || place(a) - place(b))) {
    const units = Math.min(left, quantity);
    free.set(option.id, units);
    left -= units;
  }
  return free;
}
