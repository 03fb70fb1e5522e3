import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePermissions, may, PERMISSIONS, permissionsFromHex, permissionsToHex } from './permissions.ts';
import { SYSTEM_ROLES, type SystemRole } from './roles.ts';
import { grantedStaffSchema } from './grant.ts';

describe('permissions in a grant', () => {
  test('any set survives the way to hexadecimal and back', () => {
    fc.assert(
      fc.property(fc.subarray([...PERMISSIONS]), (names) => {
        const hex = permissionsToHex(compilePermissions(names));
        expect(grantedStaffSchema.shape.permissions.safeParse(hex).success).toBe(true);
        expect(PERMISSIONS.filter((name) => may(permissionsFromHex(hex), name))).toEqual(names);
      }),
    );
  });

  test('each has a bit of its own, and the old ones keep their place', () => {
    const bits = PERMISSIONS.map((name) => compilePermissions([name]));
    expect(new Set(bits).size).toBe(PERMISSIONS.length);
    expect(permissionsToHex(compilePermissions(['orders.sell', 'payments.take', 'company.manage']))).toBe('100011');
  });

  test('a name or a bit from a newer cloud gives nothing here', () => {
    expect(compilePermissions(['orders.fly'])).toBe(0n);
    expect(PERMISSIONS.filter((name) => may(1n << 200n, name))).toEqual([]);
  });

  test.each(['', '-1', '0x1', 'FF', 'g', '1'.repeat(65), ' 1', '1\n'])('%j is no set, and gives nothing', (hex) => {
    expect(permissionsFromHex(hex)).toBe(0n);
  });
});

describe('system roles', () => {
  const order: readonly SystemRole[] = ['cook', 'cashier', 'manager', 'administrator', 'owner'];

  test.each(order.slice(1).map((role, index) => [role, order[index] ?? 'cook'] as const))(
    '%s holds all that %s holds, and more',
    (role, below) => {
      const mine = compilePermissions(SYSTEM_ROLES[role]);
      const theirs = compilePermissions(SYSTEM_ROLES[below]);
      expect(mine & theirs).toBe(theirs);
      expect(mine).not.toBe(theirs);
    },
  );

  test('a cook sells nothing, a cashier opens no drawer without a sale, only the owner runs the company', () => {
    const allowed = (role: SystemRole, name: (typeof PERMISSIONS)[number]) => may(compilePermissions(SYSTEM_ROLES[role]), name);
    expect([allowed('cook', 'orders.sell'), allowed('cashier', 'orders.sell')]).toEqual([false, true]);
    expect([allowed('cashier', 'drawer.open'), allowed('manager', 'drawer.open')]).toEqual([false, true]);
    expect([allowed('administrator', 'company.manage'), allowed('owner', 'company.manage')]).toEqual([false, true]);
  });
});
