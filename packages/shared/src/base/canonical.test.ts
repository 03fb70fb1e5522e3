import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

const leaf = fc.oneof(fc.maxSafeInteger(), fc.string({ unit: 'grapheme' }), fc.boolean(), fc.constant(null));
const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 5 }),
  ),
}));

describe('the one text of a value', () => {
  test('keys are sorted by code unit, also inside, and white space is gone', () => {
    expect(canonicalJson({ b: [1, { z: 'ñ', a: null }], a: true, A: -7 })).toBe('{"A":-7,"a":true,"b":[1,{"a":null,"z":"ñ"}]}');
  });

  test('what is undefined is not there', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test('it reads back as the same value, and writing it again gives the same text', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(Object.is(value, -0) ? 0 : value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 1000 },
    );
  });

  test('the order in which keys were written changes nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), leaf), (value) => {
        const backwards = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(backwards)).toBe(canonicalJson(value));
      }),
    );
  });

  test.each([
    ['a fraction', 0.5],
    ['NaN', Number.NaN],
    ['past the safe integers', 2 ** 53],
    ['negative zero', -0],
    ['half a surrogate pair', '\ud83c'],
    ['a key with half a pair', { '\ud83c': 1 }],
    ['a hole in a list', [1, undefined]],
    ['a sparse list', Object.assign([], { 2: 1 })],
    ['a date', new Date(0)],
    ['a map', new Map([[1, 2]])],
    ['bytes', new Uint8Array(2)],
    ['a function', () => 1],
    ['a bigint', 1n],
  ])('refuses %s rather than hash something else', (_, value) => {
    expect(() => canonicalJson({ value })).toThrow();
  });
});
