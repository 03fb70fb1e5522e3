import { z } from 'zod';
import type { ProcedureMeta } from '../rpc/procedures.ts';
import { branchRouter } from '../rpc/router.ts';

/** What the driver, JSON or SQLite would change in silence. */
export const TRAPS: Readonly<Record<string, unknown>> = {
  NaN: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  '2^53+1': 2 ** 53 + 1,
  'negative zero': -0,
  'a fraction': 0.1 + 0.2,
  'U+0000': 'a\u0000b',
  'half a surrogate pair': '\ud83c',
};

type Shape = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
};
type Path = readonly (string | number)[];

/** Every field of a shape with a value of the shape around it: only the field at the path is poisoned. */
function* fields(shape: Shape): Generator<{ path: Path; around: (value: unknown) => unknown }> {
  const choices = shape.anyOf ?? shape.oneOf ?? shape.allOf;
  if (choices) for (const choice of choices) yield* fields(choice);
  else if (shape.properties) {
    for (const [key, inner] of Object.entries(shape.properties)) {
      const rest = Object.fromEntries(Object.entries(shape.properties).map(([name, each]) => [name, sample(each)]));
      for (const { path, around } of fields(inner)) yield { path: [key, ...path], around: (value) => ({ ...rest, [key]: around(value) }) };
    }
  } else if (shape.items) {
    for (const { path, around } of fields(shape.items)) yield { path: [0, ...path], around: (value) => [around(value)] };
  } else if (shape.type !== 'null') yield { path: [], around: (value) => value };
}

function sample(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  const choice = (shape.anyOf ?? shape.oneOf ?? shape.allOf)?.[0];
  if (choice) return sample(choice);
  if (shape.properties) return Object.fromEntries(Object.entries(shape.properties).map(([key, inner]) => [key, sample(inner)]));
  if (shape.items) return [sample(shape.items)];
  return { string: 'x', integer: 1, number: 1, boolean: true }[shape.type ?? ''] ?? null;
}

/** Whether the schema says no to what stands at the path: there, or to something that it is part of. */
function refuses(schema: z.ZodType, input: unknown, path: Path): boolean {
  const answer = schema.safeParse(input);
  if (answer.success) return false;
  // A choice between shapes reports what each of them would have said.
  const issues = answer.error.issues.flatMap((issue) => [
    issue.path,
    ...(issue.code === 'invalid_union' ? issue.errors.flat().map((inner) => [...issue.path, ...inner.path]) : []),
  ]);
  return issues.some((at) => at.every((key, index) => key === path[index]));
}

/** Puts each trap into each field of each procedure, everything around it well-formed. Answers how many were tried and which were taken. */
export function tryTraps(traps: Readonly<Record<string, unknown>>): { tried: number; accepted: string[] } {
  const procedures = Object.entries(
    branchRouter._def.procedures as unknown as Record<string, { _def: { inputs: z.ZodType[]; meta: ProcedureMeta } }>,
  );
  const accepted: string[] = [];
  let tried = 0;
  for (const [name, { _def }] of procedures) {
    // What paired machines bring is checked event by event, by hash and schema.
    if (_def.meta.auth === 'peer') continue;
    for (const schema of _def.inputs) {
      const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape;
      for (const { path, around } of fields(shape)) {
        if (path.length === 0) continue;
        for (const [trap, value] of Object.entries(traps)) {
          tried += 1;
          if (!refuses(schema, around(value), path)) accepted.push(`${name}: ${path.join('.')} takes ${trap}`);
        }
      }
    }
  }
  return { tried, accepted };
}
