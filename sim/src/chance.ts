/** All luck of one seed. Two runs with one seed throw the same dice in the same order. */
export type Chance = {
  /** A whole number in [0, sides). */
  below(sides: number): number;
  /** True once in so many throws, on average. */
  oneIn(sides: number): boolean;
  pick<T>(from: readonly T[]): T;
  bytes(count: number): Buffer;
  /** Dice of their own, so that one part's throws don't shift another's. */
  branch(name: string): Chance;
};

/** sfc32: small, fast, and good enough that neighbouring seeds have nothing in common. */
export function chance(seed: string): Chance {
  const state = new Uint32Array(4);
  for (const [index, char] of [...`fastops ${seed}`].entries()) {
    const slot = index % 4;
    state[slot] = Math.imul((state[slot] ?? 0) ^ (char.codePointAt(0) ?? 0), 2_654_435_761) + index;
  }
  const word = (): number => {
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const sum = (a + b + d) >>> 0;
    state[3] = d + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum;
  };
  for (let warm = 0; warm < 16; warm += 1) word();
  const below = (sides: number) => Math.floor((word() / 2 ** 32) * sides);
  return {
    below,
    oneIn: (sides) => below(sides) === 0,
    pick: (from) => {
      const one = from[below(from.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
    branch: (name) => chance(`${seed} ${name}`),
  };
}
