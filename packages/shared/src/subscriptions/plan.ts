import { money, type Money } from '../base/money.ts';
import type { Permission } from '../identity/permissions.ts';
import { addMonths, businessDateAt, dayOfMonth } from './months.ts';

/** Parts of FastOps that a plan may hold; selling, printing, cash and kitchen are in each. */
export const MODULES = ['inventory', 'reports', 'api'] as const;
/** See {@link MODULES}. */
export type Module = (typeof MODULES)[number];

/** What a company may have of each; going over is refused with a sentence, and what it has already goes on working. */
export type PlanLimits = {
  readonly branches: number;
  readonly terminals: number;
  /** How far back reports look. Nothing is deleted: another plan shows it again. */
  readonly historyMonths: number;
  readonly modules: readonly Module[];
};

/** A plan: its price per month in pesos, tax included, and its limits. */
export type Plan = { readonly id: PlanId; readonly monthly: Money; readonly limits: PlanLimits };

/** From the smallest up. Released ids stay. */
export const PLAN_IDS = ['stand', 'shop', 'chain'] as const;
/** See {@link PLAN_IDS}. */
export type PlanId = (typeof PLAN_IDS)[number];

/** The price list. */
export const PLANS: Readonly<Record<PlanId, Plan>> = {
  stand: { id: 'stand', monthly: money(59_000), limits: { branches: 1, terminals: 2, historyMonths: 6, modules: ['reports'] } },
  shop: {
    id: 'shop',
    monthly: money(129_000),
    limits: { branches: 3, terminals: 10, historyMonths: 24, modules: ['reports', 'inventory'] },
  },
  chain: { id: 'chain', monthly: money(349_000), limits: { branches: 30, terminals: 120, historyMonths: 120, modules: MODULES } },
};

/** What is counted against a plan. */
export type Usage = { readonly branches: number; readonly terminals: number };
/** What a plan holds less of than there is. */
export type OverLimit = { readonly what: keyof Usage; readonly limit: number; readonly used: number };

/** Where this much is more than the plan holds; empty when it fits. */
export function overLimits(plan: Plan, used: Usage): OverLimit[] {
  return (['branches', 'terminals'] as const)
    .map((what) => ({ what, limit: plan.limits[what], used: used[what] }))
    .filter(({ limit, used: count }) => count > limit);
}

/** The part of FastOps that a permission is about, where a plan may hold it or not. Tills go on writing facts whatever the plan is. */
export const MODULE_OF: Readonly<Partial<Record<Permission, Module>>> = {
  'stock.read': 'inventory',
  'stock.work': 'inventory',
  'stock.manage': 'inventory',
};

/** The first business day that reports show on this plan; what is older is kept and waits for another plan. */
export function firstDayShown({ limits }: Plan, now: number): string {
  return businessDateAt(addMonths(now, -limits.historyMonths, dayOfMonth(now)));
}
