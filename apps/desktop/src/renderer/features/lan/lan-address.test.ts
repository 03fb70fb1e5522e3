import { expect, test } from 'vitest';
import { pairingOf, pairingText, placeOf } from './lan-address.ts';

test.each([
  [' 192.168.1.20 ', { address: '192.168.1.20', port: 47_800 }],
  ['10.0.0.5:4000', { address: '10.0.0.5', port: 4000 }],
  ['192.168.1', undefined],
  ['300.1.1.1', undefined],
  ['10.0.0.5:70000', undefined],
  ['caja', undefined],
])('%s is read as an address or as none', (text, place) => {
  expect(placeOf(text)).toEqual(place);
});

test('what a scanner types from the code on the hub is an address and a code, and nothing else is', () => {
  const text = pairingText({ address: '192.168.1.20', port: 47_800, code: 'K7QM-2XPA' });
  expect(pairingOf(text)).toEqual({ address: '192.168.1.20:47800', code: 'K7QM-2XPA' });
  for (const other of ['192.168.1.20', 'FASTOPS nowhere K7QM-2XPA', `${text}X`, '']) expect(pairingOf(other)).toBeUndefined();
});
