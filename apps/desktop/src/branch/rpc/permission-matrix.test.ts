import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { sayFigure } from '@fastops/shared/testing/soak';
import { APPROVABLE } from '@fastops/shared/identity/approval';
import { compilePermissions, type Permission } from '@fastops/shared/identity/permissions';
import { SYSTEM_ROLES, type SystemRole } from '@fastops/shared/identity/roles';
import { countOf, demolish, idOf, onShift, openTill, type Till } from '../testing/branch-fixture.ts';
import type { ProcedureMeta } from './procedures.ts';
import { branchRouter } from './router.ts';

let till: Till;
beforeAll(async () => {
  till = await onShift(openTill());
});
afterAll(() => demolish(till));

type Procedure = {
  readonly _def: {
    readonly type: 'query' | 'mutation' | 'subscription';
    readonly meta?: ProcedureMeta;
    readonly inputs: readonly z.ZodType[];
  };
};
const procedures = Object.entries(branchRouter._def.procedures as unknown as Record<string, Procedure>);
const ROLES = Object.keys(SYSTEM_ROLES) as SystemRole[];

/** Nothing of this shape is good input anywhere, so whoever is let in changes nothing. */
const NOBODYS_INPUT = { matrix: true };

/** The code that a person of a role is answered with; `in` when the door let them through. */
async function answer(path: string, role: SystemRole | undefined): Promise<string> {
  till.connection.actor = role && { id: idOf(77), name: role, role, permissions: compilePermissions(SYSTEM_ROLES[role]) };
  try {
    await callOf(path)(NOBODYS_INPUT);
    return 'in';
  } catch (error) {
    const code = String(Reflect.get(Object(error), 'code'));
    return code === 'BAD_REQUEST' ? 'in' : code;
  }
}

function callOf(path: string): (input: unknown) => Promise<unknown> {
  const found = path.split('.').reduce<unknown>((at, name) => Reflect.get(Object(at), name), till.call);
  return found as (input: unknown) => Promise<unknown>;
}

function expected(auth: ProcedureMeta['auth'], { role, type }: { role: SystemRole | undefined; type: string }): string {
  if (auth === 'open') return 'in';
  if (auth === 'peer' || role === undefined) return 'UNAUTHORIZED';
  if (auth === 'staff' || holds(role, auth)) return 'in';
  // A command that a supervisor may allow looks at its input, and is then refused with what it needs.
  return type === 'mutation' && APPROVABLE.has(auth) ? 'in' : 'FORBIDDEN';
}

function holds(role: SystemRole, permission: Permission): boolean {
  return (SYSTEM_ROLES[role] as readonly Permission[]).includes(permission);
}

test('every procedure × every role: the branch server lets in whom the catalogue lets in, and nobody else', async () => {
  const wrong: string[] = [];
  const events = countOf(till, 'events');
  let tried = 0;
  for (const [path, { _def }] of procedures) {
    const auth = _def.meta?.auth;
    expect(auth, `${path} names who may call it`).toBeDefined();
    if (auth === undefined) continue;
    for (const role of [undefined, ...ROLES]) {
      tried += 1;
      const said = await answer(path, role);
      if (said !== expected(auth, { role, type: _def.type })) wrong.push(`${path} (${auth}) as ${role ?? 'nobody'}: ${said}`);
    }
  }
  sayFigure({ id: 'permissions', trials: tried, of: 'procedures × roles', bad: wrong.length, named: 'let in or out wrongly' });
  expect(wrong).toEqual([]);
  expect(countOf(till, 'events')).toBe(events);
});

type Shape = {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
};

/** Some input that the schema takes, so that it is the permission that refuses it. */
function goodInput(schema: z.ZodType): unknown {
  return sample(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape);
}

function sample(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  const [choice] = shape.anyOf ?? shape.oneOf ?? [];
  if (choice) return sample(choice);
  if (shape.properties) return Object.fromEntries(Object.entries(shape.properties).map(([key, inner]) => [key, sample(inner)]));
  if (shape.items) return [sample(shape.items)];
  const text = shape.pattern === undefined && shape.format === undefined ? 'x' : idOf(9);
  return { string: text, integer: 1, number: 1, boolean: true }[shape.type ?? ''] ?? null;
}

test('every command that a supervisor may allow is refused to whoever lacks it with what it needs, and stores nothing', async () => {
  const events = countOf(till, 'events');
  let asked = 0;
  for (const [path, { _def }] of procedures) {
    const needs = _def.meta?.auth;
    if (_def.type !== 'mutation' || needs === undefined || !APPROVABLE.has(needs as Permission)) continue;
    const schema = _def.inputs[0];
    const input = schema && goodInput(schema);
    // An action that isn't a command asks nobody: it is not in the list of what may be approved.
    expect(schema?.safeParse(input).success, `${path} takes ${JSON.stringify(input)}`).toBe(true);
    till.connection.actor = { id: idOf(77), name: 'Nadie', role: 'cook', permissions: 0n };
    expect(await callOf(path)(input), path).toMatchObject({ ok: false, refusal: { code: 'approval.needed', needs } });
    asked += 1;
  }
  expect(asked).toBeGreaterThanOrEqual(7);
  expect(countOf(till, 'events')).toBe(events);
});
