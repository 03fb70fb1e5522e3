import { money } from '@fastops/shared/base/money';
import type { ModifierGroup, ModifierOption } from '@fastops/shared/catalog/product';
import { describe, expect, test } from 'vitest';

import { aGroup, anId, aProduct, aSellable } from '../../testing/a-menu.ts';
import {
  freshSelection,
  missingIn,
  needsSheet,
  noteParts,
  optionView,
  pickedOf,
  pricedSelection,
  sameFood,
  samePicks,
  tapOption,
  toggleNotePart,
  untapOption,
  withNote,
  withQuantity,
} from './selection.ts';

const sauces = aGroup();
const plain = { product: aProduct(), groups: [sauces] };
const start = freshSelection(plain, anId(1));

describe('whether a tap has to ask', () => {
  test('a product with nothing to choose is added at once, also when extras are possible', () => {
    expect(needsSheet({ product: aProduct(), groups: [] })).toBe(false);
    expect(needsSheet(plain)).toBe(false);
  });

  test('a size or something that must be chosen asks first', () => {
    const sized = aProduct({ sizes: [{ id: anId(50), name: 'Personal', price: money(14_000) }] });
    expect(needsSheet({ product: sized, groups: [] })).toBe(true);
    expect(needsSheet({ product: aProduct(), groups: [aGroup({ min: 1 })] })).toBe(true);
  });

  test('the first size and the only possible part of a combo are chosen already', () => {
    const sized = aProduct({ sizes: [{ id: anId(50), name: 'Personal', price: money(14_000) }] });
    const drink = aGroup({ kind: 'slot', min: 1, max: 1, options: [{ id: anId(60), name: 'Agua', price: money(0), soldOut: false }] });
    const fresh = freshSelection({ product: sized, groups: [drink] }, anId(1));
    expect(fresh).toMatchObject({ sizeId: anId(50), choices: [{ optionId: anId(60), quantity: 1 }] });
  });
});

describe('tapping options', () => {
  test('of one in a group replaces, and of an optional one takes it away again', () => {
    const one = aGroup({ max: 1, min: 0 });
    const [first, second] = pair(one);
    const chosen = tapOption(start, one, first);
    const replaced = tapOption(chosen, one, second);
    expect([pickedOf(replaced, one, first), pickedOf(replaced, one, second)]).toEqual([0, 1]);
    expect(tapOption(replaced, one, second).choices).toEqual([]);
  });

  test('of one that must be chosen never leaves the group empty', () => {
    const one = aGroup({ max: 1, min: 1 });
    const [first] = pair(one);
    const twice = tapOption(tapOption(start, one, first), one, first);
    expect(pickedOf(twice, one, first)).toBe(1);
    expect(missingIn(twice, one)).toBe(0);
  });

  test('of several goes on and off, and stops at the most there may be', () => {
    const two = aGroup({ max: 2 });
    const all = two.options.reduce((selection, option) => tapOption(selection, two, option), start);
    expect(two.options.map((option) => pickedOf(all, two, option))).toEqual([1, 1, 0]);
    expect(optionView(all, two, third(two))).toMatchObject({ blocked: true, count: 0 });
    expect(pickedOf(tapOption(all, two, pair(two)[0]), two, pair(two)[0])).toBe(0);
  });

  test('of an extra counts up, and down by its own button', () => {
    const extras = aGroup({ kind: 'extra', max: 3 });
    const [cheese] = pair(extras);
    const double = tapOption(tapOption(start, extras, cheese), extras, cheese);
    expect(pickedOf(double, extras, cheese)).toBe(2);
    expect(optionView(double, extras, cheese).canTakeOneAway).toBe(true);
    expect(pickedOf(untapOption(double, extras, cheese), extras, cheese)).toBe(1);
  });

  test('a price shows only from where it is really charged', () => {
    const [first, second] = pair(sauces);
    expect(optionView(start, sauces, first).costs).toBe(false);
    const withTwo = tapOption(tapOption(start, sauces, first), sauces, second);
    expect(optionView(withTwo, sauces, third(sauces)).costs).toBe(true);
    expect(optionView(withTwo, sauces, first).costs).toBe(false);
  });
});

describe('the running price', () => {
  test('counts what is picked even while something is missing, and says what', () => {
    const protein = aGroup({ name: 'Proteína', min: 1, max: 1, freeCount: 0 });
    const item = aSellable(aProduct(), { groups: [protein] });
    expect(pricedSelection(item, start, 0)).toMatchObject({ total: 14_000, refusal: { code: 'line.too-few', missing: 1 } });
    const complete = withQuantity(tapOption(start, protein, pair(protein)[0]), 2);
    expect(pricedSelection(item, complete, 0)).toEqual({ total: 29_000, refusal: undefined });
  });
});

describe('notes', () => {
  test('a remark goes in and out of what was written', () => {
    const noted = toggleNotePart(withNote(start, 'sin sal'), 'salsas aparte');
    expect(noteParts(noted.note)).toEqual(['sin sal', 'salsas aparte']);
    expect(toggleNotePart(noted, 'sin sal').note).toBe('salsas aparte');
  });

  test('an empty note is no note, and one too long for the ticket takes no more', () => {
    expect(withNote(withNote(start, 'algo'), '  ')).not.toHaveProperty('note');
    const long = withNote(start, 'x'.repeat(79));
    expect(toggleNotePart(long, 'sin sal')).toBe(long);
  });
});

test('the same food is told apart from the same product with another choice or note', () => {
  const [first, second] = pair(sauces);
  const both = tapOption(tapOption(start, sauces, first), sauces, second);
  const turned = tapOption(tapOption(start, sauces, second), sauces, first);
  expect(sameFood(both, withQuantity(turned, 5))).toBe(true);
  expect(sameFood(both, start)).toBe(false);
  expect(sameFood(both, withNote(both, 'sin sal'))).toBe(false);
  expect(samePicks(both, withNote(both, 'sin sal'))).toBe(true);
});

function pair(group: ModifierGroup): readonly [ModifierOption, ModifierOption] {
  const [first, second] = group.options;
  if (!first || !second) throw new Error('the group needs two options');
  return [first, second];
}

function third(group: ModifierGroup): ModifierOption {
  const option = group.options[2];
  if (!option) throw new Error('the group needs three options');
  return option;
}
