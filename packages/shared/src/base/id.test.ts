import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idSchema, uuidv7 } from './id.ts';

const clock = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const randomness = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('an id has the shape of a UUIDv7 and passes the door', () => {
  fc.assert(
    fc.property(clock, randomness, (at, random) => {
      const id = uuidv7(at, random);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(idSchema.safeParse(id).success).toBe(true);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at);
    }),
  );
});

test('later ids sort after earlier ones, whatever the randomness', () => {
  fc.assert(
    fc.property(clock, clock, randomness, randomness, (one, other, first, second) => {
      fc.pre(one !== other);
      const [early, late] = one < other ? [one, other] : [other, one];
      expect(uuidv7(early, first) < uuidv7(late, second)).toBe(true);
    }),
  );
});

test('the example of RFC 9562 comes out', () => {
  // Its rand_a is 0xCC3, its variant nibble 0b10.. and rand_b 0x18C4DC0C0C07398F.
  const random = Uint8Array.from([0xcc, 0x30, 0x8c, 0x4d, 0xc0, 0xc0, 0xc0, 0x73, 0x98, 0xf0]);
  expect(uuidv7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-88c4-dc0c0c07398f');
});

test('too little randomness or no clock stops the command', () => {
  expect(() => uuidv7(1, new Uint8Array(9))).toThrow('ten random bytes');
  expect(() => uuidv7(Number.NaN, new Uint8Array(10))).toThrow('no clock reading');
});

test.each(['', 'A0000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000001', "' OR 1=1 --"])('%j is no id', (text) => {
  expect(idSchema.safeParse(text).success).toBe(false);
});
