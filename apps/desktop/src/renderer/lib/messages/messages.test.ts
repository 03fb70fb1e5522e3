import { expect, test } from 'vitest';

import { en } from './en.ts';
import { es } from './es.ts';

const english: Record<string, string> = en;
const spanish: Record<string, string> = es;

test('every Spanish text has its English one, and the other way round', () => {
  const expected = Object.keys(spanish).filter((key) => !key.endsWith('_many'));
  expect(Object.keys(english).sort()).toEqual(expected.sort());
});

test('a text fills in the same facts in both languages', () => {
  for (const [key, text] of Object.entries(english)) expect(facts(text), key).toEqual(facts(spanish[key] ?? ''));
});

test('Spanish counts have the three forms its plural rules ask for', () => {
  for (const key of Object.keys(spanish).filter((each) => each.endsWith('_other'))) {
    const stem = key.slice(0, -'_other'.length);
    expect(spanish, stem).toHaveProperty([`${stem}_one`]);
    expect(spanish, stem).toHaveProperty([`${stem}_many`]);
  }
});

function facts(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();
}
