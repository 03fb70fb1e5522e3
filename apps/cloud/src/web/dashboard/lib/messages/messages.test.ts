import { expect, it } from 'vitest';

import { en } from './en.ts';
import { esCo as first } from './es-co.ts';
import { officeEsCo } from './office.es-co.ts';

const esCo = { ...first, ...officeEsCo };

type Tree = { readonly [key: string]: string | Tree };

it('every sentence says the same facts in both languages', () => {
  const spanish = sentences(esCo);
  const english = new Map(sentences(en));
  for (const [key, words] of spanish) {
    if (key.endsWith('_many')) continue;
    expect([key, slots(english.get(key) ?? '')]).toEqual([key, slots(words)]);
  }
});

it('every plural has the forms that its language needs', () => {
  const keys = new Set(sentences(esCo).map(([key]) => key));
  const counted = [...keys].filter((key) => key.endsWith('_one')).map((key) => key.slice(0, -'_one'.length));
  expect(counted.length).toBeGreaterThan(0);
  for (const key of counted) expect([...keys]).toEqual(expect.arrayContaining([`${key}_many`, `${key}_other`]));
});

it('no sentence is empty', () => {
  expect([...sentences(esCo), ...sentences(en)].filter(([, words]) => words.trim() === '')).toEqual([]);
});

function sentences(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : sentences(value, `${path}${key}.`),
  );
}

function slots(words: string): string[] {
  return [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();
}
