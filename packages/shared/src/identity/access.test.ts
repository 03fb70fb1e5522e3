import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accessAt,
  anywhere,
  compileAccess,
  compileRoles,
  explainAccess,
  holdsAll,
  mayAt,
  narrowAccess,
  reachOf,
  type Holdings,
  type RoleDefinition,
} from './access.ts';
import { compilePermissions, may, PERMISSIONS } from './permissions.ts';

const NORTH = 'north';
const SOUTH = 'south';
const ROLES: readonly RoleDefinition[] = [
  { id: 'cook', permissions: ['orders.read'], parents: [] },
  { id: 'cashier', permissions: ['orders.sell', 'payments.take'], parents: ['cook'] },
  { id: 'lead', permissions: ['orders.void'], parents: ['cashier'] },
  { id: 'egg', permissions: ['cash.open'], parents: ['hen'] },
  { id: 'hen', permissions: ['cash.close'], parents: ['egg', 'nobody'] },
];
const compiled = compileRoles(ROLES);

describe('roles that inherit', () => {
  test('hold what their parents hold, and theirs', () => {
    expect(compiled.get('lead')).toBe(compilePermissions(['orders.read', 'orders.sell', 'payments.take', 'orders.void']));
  });

  test('in a circle hold the same, and end', () => {
    expect(compiled.get('egg')).toBe(compiled.get('hen'));
    expect(compiled.get('egg')).toBe(compilePermissions(['cash.open', 'cash.close']));
  });
});

describe('what a person may do', () => {
  const holdings: Holdings = {
    assignments: [
      { roleId: 'cook', branchId: null },
      { roleId: 'lead', branchId: NORTH },
    ],
    overrides: [
      { permission: 'orders.void', effect: 'deny', branchId: NORTH },
      { permission: 'orders.refund', effect: 'allow', branchId: SOUTH },
    ],
  };
  const access = compileAccess(compiled, holdings);

  test('follows the branch, and the company where the branch says nothing', () => {
    expect(mayAt(access, 'orders.sell', NORTH)).toBe(true);
    expect(mayAt(access, 'orders.sell', SOUTH)).toBe(false);
    expect(mayAt(access, 'orders.read', 'elsewhere')).toBe(true);
    expect(mayAt(access, 'orders.refund', SOUTH)).toBe(true);
  });

  test('a denial wins over the role that allows it', () => {
    expect(mayAt(access, 'orders.void', NORTH)).toBe(false);
    const everywhere = compileAccess(compiled, { ...holdings, overrides: [{ permission: 'orders.sell', effect: 'deny', branchId: null }] });
    expect(mayAt(everywhere, 'orders.sell', NORTH)).toBe(false);
  });

  test('says where it holds', () => {
    expect(reachOf(access, 'orders.read')).toEqual({ kind: 'all', except: [] });
    expect(reachOf(access, 'orders.sell')).toEqual({ kind: 'some', branchIds: [NORTH] });
    const shut = compileAccess(compiled, {
      assignments: [{ roleId: 'cashier', branchId: null }],
      overrides: [{ permission: 'orders.sell', effect: 'deny', branchId: SOUTH }],
    });
    expect(reachOf(shut, 'orders.sell')).toEqual({ kind: 'all', except: [SOUTH] });
    expect(holdsAll(shut, compilePermissions(['orders.sell']), null)).toBe(false);
    expect(holdsAll(shut, compilePermissions(['orders.sell']), NORTH)).toBe(true);
  });

  test('says why', () => {
    const ask = (permission: (typeof PERMISSIONS)[number], branchId: string | null) =>
      explainAccess(ROLES, holdings, { permission, branchId });
    expect(ask('orders.read', NORTH)).toEqual({
      allowed: true,
      reasons: [
        { kind: 'role', path: ['cook'], branchId: null },
        { kind: 'role', path: ['lead', 'cashier', 'cook'], branchId: NORTH },
      ],
    });
    expect(ask('orders.void', NORTH)).toEqual({
      allowed: false,
      reasons: [
        { kind: 'role', path: ['lead'], branchId: NORTH },
        { kind: 'deny', branchId: NORTH },
      ],
    });
    expect(ask('company.manage', null)).toEqual({ allowed: false, reasons: [] });
  });
});

const place = fc.constantFrom(null, NORTH, SOUTH);
const anyHoldings: fc.Arbitrary<Holdings> = fc.record({
  assignments: fc.array(fc.record({ roleId: fc.constantFrom(...ROLES.map(({ id }) => id), 'gone'), branchId: place }), { maxLength: 5 }),
  overrides: fc.array(
    fc.record({ permission: fc.constantFrom(...PERMISSIONS), effect: fc.constantFrom('allow', 'deny'), branchId: place }),
    { maxLength: 6 },
  ),
});

test('the explanation and the compiled check never disagree', () => {
  fc.assert(
    fc.property(anyHoldings, fc.constantFrom(...PERMISSIONS), place, (holdings, permission, branchId) => {
      const access = compileAccess(compiled, holdings);
      const set = branchId === null ? access.company : accessAt(access, branchId);
      expect(explainAccess(ROLES, holdings, { permission, branchId }).allowed).toBe(may(set, permission));
    }),
  );
});

test('a denial more never allows anything more, anywhere', () => {
  fc.assert(
    fc.property(anyHoldings, fc.constantFrom(...PERMISSIONS), place, (holdings, permission, branchId) => {
      const less = compileAccess(compiled, {
        ...holdings,
        overrides: [...holdings.overrides, { permission, effect: 'deny', branchId }],
      });
      const more = compileAccess(compiled, holdings);
      expect(anywhere(less) & ~anywhere(more)).toBe(0n);
      for (const at of [NORTH, SOUTH]) expect(accessAt(less, at) & ~accessAt(more, at)).toBe(0n);
    }),
  );
});

describe('a key that somebody made', () => {
  test('holds what it names and its maker may, there and nowhere else', () => {
    const permissions = fc.subarray([...PERMISSIONS]).map(compilePermissions);
    const branchIds = fc.option(fc.uniqueArray(fc.constantFrom(NORTH, SOUTH), { minLength: 1 }));
    fc.assert(
      fc.property(anyHoldings, fc.record({ permissions, branchIds }), (holdings, part) => {
        const maker = compileAccess(compiled, holdings);
        const key = narrowAccess(maker, part);
        for (const branchId of [NORTH, SOUTH, 'east']) {
          const isWithin = part.branchIds === null || part.branchIds.some((each) => each === branchId);
          expect(accessAt(key, branchId)).toBe(isWithin ? accessAt(maker, branchId) & part.permissions : 0n);
        }
        expect(key.company).toBe(part.branchIds === null ? maker.company & part.permissions : 0n);
      }),
    );
  });
});
