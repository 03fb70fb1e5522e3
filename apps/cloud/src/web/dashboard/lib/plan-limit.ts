import { TRPCClientError } from '@trpc/client';

export type PlanLimit = { readonly what: 'branches' | 'terminals'; readonly limit: number; readonly used: number };

/** What the plan holds, when the cloud refused for that; undefined for every other "no". */
export function planLimitOf(error: unknown): PlanLimit | undefined {
  const { what, limit, used } = factsOf(error, 'plan.limit');
  return (what === 'branches' || what === 'terminals') && typeof limit === 'number' && typeof used === 'number'
    ? { what, limit, used }
    : undefined;
}

/** What the plan leaves out: a part of FastOps, or days before the first one that it shows. */
export type PlanGap =
  | { readonly kind: 'module'; readonly module: 'inventory' | 'reports' | 'api' }
  | { readonly kind: 'history'; readonly months: number; readonly first: string };

export function planGapOf(error: unknown): PlanGap | undefined {
  const { module } = factsOf(error, 'plan.module');
  if (module === 'inventory' || module === 'reports' || module === 'api') return { kind: 'module', module };
  const { months, first } = factsOf(error, 'plan.history');
  return typeof months === 'number' && typeof first === 'string' ? { kind: 'history', months, first } : undefined;
}

function factsOf(error: unknown, code: string): Record<string, unknown> {
  if (!(error instanceof TRPCClientError) || error.message !== code) return {};
  const data: unknown = error.data;
  return Object(Reflect.get(Object(data), 'facts')) as Record<string, unknown>;
}
