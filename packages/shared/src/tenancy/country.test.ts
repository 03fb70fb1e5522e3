import { expect, test } from 'vitest';
import { normalNit } from './country.ts';

test('a NIT is kept in one way, however it was written', () => {
  expect(normalNit('900.123.456-8')).toBe('900123456-8');
  expect(normalNit(' 900123456 - 8')).toBe('900123456-8');
  expect(normalNit('900123456')).toBe('900123456-8');
});

test('a check digit that does not fit, and what is no number, are no NIT', () => {
  expect(normalNit('900123456-7')).toBeUndefined();
  expect(normalNit('nit')).toBeUndefined();
  expect(normalNit('1234')).toBeUndefined();
});
