import { expect, test } from 'vitest';
import { PROFILE_TAX, profileOf, TAX_PROFILES, taxAtBranch } from './tax-profile.ts';

const INC = { code: 'INC', rateBp: 800 } as const;
const IVA = { code: 'IVA', rateBp: 1_900 } as const;
const REDUCED = { code: 'IVA', rateBp: 500 } as const;
const NONE = { code: 'NONE', rateBp: 0 } as const;

test.each([
  ['a restaurant', INC, { INC, IVA, REDUCED, NONE }],
  ['a franchise', IVA, { INC: IVA, IVA, REDUCED, NONE }],
  ['who is not responsible', NONE, { INC: NONE, IVA: NONE, REDUCED: NONE, NONE }],
] as const)('%s charges what its profile says, over one menu', (_, branch, wanted) => {
  const menu = { INC, IVA, REDUCED, NONE };
  for (const [name, product] of Object.entries(menu)) expect(taxAtBranch(branch, product), name).toEqual(Reflect.get(wanted, name));
});

test('every profile is found again from its tax', () => {
  for (const profile of TAX_PROFILES) expect(profileOf(PROFILE_TAX[profile])).toBe(profile);
});
