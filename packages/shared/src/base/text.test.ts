import { describe, expect, test } from 'vitest';
import { hasUnsafeCharacters, textSchema } from './text.ts';

describe('text at a door', () => {
  test.each(['Salchipapa ñoña', 'Sin cebolla 🧅', '½ porción · 2×1', '辣'])('%s is fine', (text) => {
    expect(hasUnsafeCharacters(text)).toBe(false);
    expect(textSchema(80).parse(text)).toBe(text);
  });

  test.each([
    ['NUL', '\u0000'],
    ['ESC', '\u001b'],
    ['GS', '\u001d'],
    ['DLE', '\u0010'],
    ['a line feed', '\n'],
    ['DEL', '\u007f'],
    ['a C1 control', '\u009b'],
    ['a soft hyphen', '\u00ad'],
    ['an Arabic letter mark', '\u061c'],
    ['a zero-width space', '\u200b'],
    ['a zero-width joiner', '\u200d'],
    ['a right-to-left override', '\u202e'],
    ['a line separator', '\u2028'],
    ['a word joiner', '\u2060'],
    ['an isolate', '\u2066'],
    ['a byte order mark', '\ufeff'],
    ['an interlinear anchor', '\ufff9'],
    ['half a surrogate pair', '\ud83c'],
  ])('%s inside is refused', (_, character) => {
    const text = `Sin${character}cebolla`;
    expect(hasUnsafeCharacters(text)).toBe(true);
    expect(textSchema(80).safeParse(text).success).toBe(false);
  });

  test('every C0 and C1 control is unsafe', () => {
    const controls = [...Array(32).keys(), ...Array.from({ length: 33 }, (_, index) => 0x7f + index)];
    expect(controls.filter((code) => !hasUnsafeCharacters(`a${String.fromCodePoint(code)}b`))).toEqual([]);
  });

  test('text is trimmed, not empty, and no longer than its place', () => {
    expect(textSchema(5).parse('  ají  ')).toBe('ají');
    expect(textSchema(5).safeParse('   ').success).toBe(false);
    expect(textSchema(5).safeParse('salsas').success).toBe(false);
  });
});
