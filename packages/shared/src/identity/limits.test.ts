import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, isWithin, LIMIT_NAMES, limitsOfRole } from './limits.ts';
import { SYSTEM_ROLES } from './roles.ts';

test('every system role has limits, and none goes less far than the one below it', () => {
  expect(Object.keys(DEFAULT_LIMITS).sort()).toEqual(Object.keys(SYSTEM_ROLES).sort());
  const roles = ['cook', 'cashier', 'manager', 'administrator', 'owner'] as const;
  for (const [index, role] of roles.entries()) {
    const below = roles[index - 1];
    if (!below) continue;
    for (const name of LIMIT_NAMES) {
      expect(isWithin(DEFAULT_LIMITS[role], name, DEFAULT_LIMITS[below][name] ?? Number.MAX_SAFE_INTEGER), `${role} ${name}`).toBe(true);
    }
  }
});

test('what the company set for a role counts before the default, and a role nobody knows goes nowhere alone', () => {
  expect(limitsOfRole('cashier', { cashier: { voidAmount: 0 } })).toEqual({ ...DEFAULT_LIMITS.cashier, voidAmount: 0 });
  expect(limitsOfRole('cashier', { cashier: { discountBp: null } }).discountBp).toBeNull();
  expect(limitsOfRole('helper')).toEqual(DEFAULT_LIMITS.cook);
  expect(limitsOfRole('__proto__')).toEqual(DEFAULT_LIMITS.cook);
});

test('a limit includes its own amount, and no limit includes everything', () => {
  const { cashier, owner } = DEFAULT_LIMITS;
  expect([20_000, 20_001].map((amount) => isWithin(cashier, 'voidAmount', amount))).toEqual([true, false]);
  expect(isWithin(owner, 'refundAmount', 1_000_000_000_000)).toBe(true);
});
