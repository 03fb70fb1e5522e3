import { TRPCClientError } from '@trpc/client';

export type PlanLimit = { readonly what: 'branches' | 'terminals'; readonly limit: number; readonly used: number };

/** What the plan holds, when the cloud refused for that; undefined for every other "no". */
export function planLimitOf(error: unknown): PlanLimit | undefined {
  if (!(error instanceof TRPCClientError) || error.message !== 'plan.limit') return undefined;
  const data: unknown = error.data;
  const facts: unknown = Reflect.get(Object(data), 'facts');
  const { what, limit, used } = Object(facts) as Record<string, unknown>;
  return (what === 'branches' || what === 'terminals') && typeof limit === 'number' && typeof used === 'number'
    ? { what, limit, used }
    : undefined;
}
