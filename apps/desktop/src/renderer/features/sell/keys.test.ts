import { expect, test } from 'vitest';
import { LOCK_KEY, MENU_KEY, PANEL_KEYS, PAY_KEYS, placeKey, TYPE_KEYS, WORK_KEYS } from '../../lib/keys.ts';
import { METHODS } from '../pay/method.ts';
import { KEY_COLUMNS } from './keys-list.ts';

const SELL = ['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F9'];
const listed = KEY_COLUMNS.flat().flatMap(({ keys }) => keys.flatMap((row): readonly string[] => row.keys));

test('no key of the sell screen does two things', () => {
  const keys = [...SELL, ...[PANEL_KEYS, WORK_KEYS, TYPE_KEYS].flatMap((table) => Object.values<string>(table)), MENU_KEY, LOCK_KEY];
  expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
});

test('no key of the pay dialog does two things', () => {
  const keys = [...Object.values<string>(PAY_KEYS), ...METHODS.map((_, place) => placeKey(place))];
  expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
});

test('every key is in the list of keys', () => {
  const all = [...SELL, ...[PANEL_KEYS, WORK_KEYS, PAY_KEYS].flatMap((table) => Object.values<string>(table)), MENU_KEY, LOCK_KEY];
  expect(all.filter((key) => !listed.includes(key))).toEqual([]);
  expect(listed).toContain(`Alt+1–${Object.keys(TYPE_KEYS).length}`);
  expect(listed).toContain(`Alt+1–${METHODS.length}`);
});
