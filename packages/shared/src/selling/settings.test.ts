import { expect, test } from 'vitest';
import { DEFAULT_SELLING, sellingSettingsSchema } from './settings.ts';

const id = '00000000-0000-7000-8000-000000000001';
const holds = (change: object) => sellingSettingsSchema.safeParse({ id, ...DEFAULT_SELLING, ...change }).success;

test('what a branch starts with holds, and a till can always sell and take money', () => {
  expect(holds({})).toBe(true);
  expect([holds({ orderTypes: [] }), holds({ methods: [] }), holds({ methods: ['cheque'] })]).toEqual([false, false, false]);
});

test('no tip above ten per cent is suggested', () => {
  expect([holds({ tipBp: 1_000 }), holds({ tipBp: 1_001 }), holds({ tipBp: -1 })]).toEqual([true, false, false]);
});

test('a setting of a newer cloud does not keep an older till from the rest', () => {
  expect(sellingSettingsSchema.parse({ id, ...DEFAULT_SELLING, loyalty: true })).toEqual({ id, ...DEFAULT_SELLING });
});
