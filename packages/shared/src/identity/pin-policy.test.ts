import { expect, test } from 'vitest';
import { isEasyPin } from './pin-policy.ts';

test.each(['0000', '1234', '4321', '987654', '111111', '1212', '808080'])('%s is guessed first', (pin) => {
  expect(isEasyPin(pin)).toBe(true);
});

test.each(['4071', '1357', '2580', '112233', '90210'])('%s is a PIN', (pin) => {
  expect(isEasyPin(pin)).toBe(false);
});
