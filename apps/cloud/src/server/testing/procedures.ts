import { cloudRouter } from '../rpc/router.ts';
import type { CloudUnderTest } from './cloud-under-test.ts';

export type ListedProcedure = { readonly path: string; readonly auth: string; readonly type: 'query' | 'mutation' | 'subscription' };

/** Every procedure, from the router itself: a test that walks this list can't forget one. */
export function procedureList(): ListedProcedure[] {
  return Object.entries(cloudRouter._def.procedures).flatMap(([path, procedure]) => {
    const definition: { meta?: { auth?: string }; type?: ListedProcedure['type'] } = Reflect.get(Object(procedure), '_def');
    return { path, auth: definition.meta?.auth ?? 'nobody said', type: definition.type ?? 'query' };
  });
}

/** Calls a procedure by its name, with an input of any shape. */
export async function runByPath(caller: ReturnType<CloudUnderTest['call']>, path: string, input: unknown): Promise<unknown> {
  const procedure: unknown = path.split('.').reduce<unknown>((at, key) => Reflect.get(Object(at), key), caller);
  if (typeof procedure !== 'function') throw new Error(`no procedure ${path}`);
  return Reflect.apply(procedure, undefined, [input]);
}
