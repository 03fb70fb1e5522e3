/** Numbers that follow from a seed: a failure names its seed and comes again. */
export type Dice = (sides: number) => number;

export function dice(seed: number): Dice {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

export function pick<T>(roll: Dice, from: readonly T[]): T {
  const one = from[roll(from.length)];
  if (one === undefined && from.length === 0) throw new Error('nothing to pick from');
  return one as T;
}

/** Values that a database, a parser or a clock trips over. */
export const POISON: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  1e308,
  '',
  ' ',
  'x'.repeat(100_000),
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '(',
  '%s%n',
  "';--",
  '${7*7}',
  '../../etc/passwd',
  'NaN',
  'Infinity',
  '-Infinity',
  '300000-01-01',
  '2026-02-30',
  'America/Nowhere',
  '00000000-0000-0000-0000-000000000000',
  [],
  [[]],
  {},
  { $ne: null },
  { toString: 1 },
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1}}'),
  Array.from({ length: 1_000 }, () => 0),
];

/** Poisons one place, at any depth; now and then takes a field away or adds one. */
export function spoilt(value: unknown, roll: Dice): unknown {
  if (typeof value !== 'object' || value === null || roll(6) === 0) return pick(roll, POISON);
  if (Array.isArray(value)) return value.map((each, index) => (index === 0 ? spoilt(each, roll) : each));
  const entries = Object.entries(value);
  const key = entries[roll(entries.length)]?.[0] ?? 'x';
  const fate = roll(10);
  if (fate === 0) return Object.fromEntries(entries.filter(([name]) => name !== key));
  if (fate === 1)
    return { ...value, [pick(roll, ['company_id', 'branchId', 'role', 'total', '__proto__', 'created_at'])]: pick(roll, POISON) };
  return { ...value, [key]: spoilt(Reflect.get(value, key), roll) };
}
