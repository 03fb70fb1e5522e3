import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { CallContext } from '../context.ts';
import { cloudRouter } from '../rpc/router.ts';

/** A route of the public API: one procedure, spelled as a method and a path. */
export type RestRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As the document writes it: `/products/{id}`. */
  readonly path: string;
  readonly procedure: string;
  /** Query parameters that may come more than once. */
  readonly lists: ReadonlySet<string>;
  /** Says nothing and is asked nothing: its procedure takes no input. */
  readonly takesNothing: boolean;
  /** What a body may look like, without what stands in the path. */
  readonly example: object | undefined;
};

/** What a request brings, before anybody looked at it. */
export type RestInput = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

const spelled = z.object({
  meta: z.object({
    openapi: z.object({ method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), path: z.string() }).optional(),
  }),
  inputs: z.array(z.instanceof(z.ZodType)).min(1),
});

/** Every route, from the router itself. */
export function restRoutes(): RestRoute[] {
  return Object.entries(cloudRouter._def.procedures).flatMap(([procedure, built]) => {
    const definition = spelled.safeParse(Reflect.get(Object(built), '_def'));
    const openapi = definition.data?.meta.openapi;
    const input = definition.data?.inputs[0];
    if (!openapi || !input) return [];
    const route = { ...openapi, procedure, lists: listsOf(input), takesNothing: input instanceof z.ZodVoid };
    return [{ ...route, example: exampleOf(input, openapi.path) }];
  });
}

/**
 * Calls the procedure with what the request brought, as it was spelled: numbers and lists of a query are read by the
 * procedure's own schema. (The handler of `trpc-to-openapi` makes the schemas themselves read `true` as 1 and `"false"` as
 * true, for good and for every other caller of the process.)
 */
export async function callRoute(route: RestRoute, ctx: CallContext, input: RestInput): Promise<unknown> {
  const procedure: unknown = route.procedure
    .split('.')
    .reduce<unknown>((at, key) => Reflect.get(Object(at), key), cloudRouter.createCaller(ctx));
  if (typeof procedure !== 'function') throw new TRPCError({ code: 'NOT_FOUND' });
  return Reflect.apply(procedure, undefined, [inputOf(route, input)]);
}

function inputOf({ method, lists, takesNothing }: RestRoute, { params, query, body }: RestInput): unknown {
  const asked = Object.entries(fields(query)).map(([name, value]) => [name, lists.has(name) && !Array.isArray(value) ? [value] : value]);
  const said = method === 'GET' || method === 'DELETE' ? Object.fromEntries(asked) : { ...fields(body), ...fields(query) };
  const whole = { ...said, ...fields(params) };
  return takesNothing && Object.keys(whole).length === 0 ? undefined : whole;
}

function fields(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new TRPCError({ code: 'BAD_REQUEST', message: 'body.no-object' });
  return { ...value };
}

function exampleOf(input: z.ZodType, path: string): object | undefined {
  const example = z.looseObject({}).safeParse(input.meta()?.examples?.[0]).data;
  return example && Object.fromEntries(Object.entries(example).filter(([name]) => !path.includes(`{${name}}`)));
}

function listsOf(input: z.ZodType): ReadonlySet<string> {
  const shape = input instanceof z.ZodObject ? input.shape : {};
  return new Set(Object.entries(shape).flatMap(([name, schema]) => (isList(schema) ? [name] : [])));
}

function isList(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) return isList(schema.unwrap());
  return schema instanceof z.ZodArray;
}
