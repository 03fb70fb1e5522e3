import { z } from 'zod';

/** What an owner should look at now; thresholds are in {@link flagLimitsSchema}. */
export type FlagKind = 'difference' | 'voids' | 'silent' | 'no-sale' | 'late-kitchen';

/** One thing that is off at a branch. `value` is what it came to: pesos, basis points, minutes or a count; `of` what it is a part of. */
export type RedFlag = {
  readonly kind: FlagKind;
  readonly branchId: string;
  readonly severity: 'danger' | 'warning';
  readonly value: number;
  readonly of: number;
};

/** What is known of a branch's day. Money in pesos, times in ms. */
export type BranchSigns = {
  readonly branchId: string;
  readonly now: number;
  readonly lastContactAt: number | null;
  /** A drawer is open: somebody is at work. */
  readonly isOpen: boolean;
  readonly sales: number;
  readonly tickets: number;
  readonly voids: { readonly count: number; readonly amount: number };
  readonly noSales: number;
  /** How often a cashier may open it without being asked. */
  readonly freeNoSales: number;
  readonly kitchen: { readonly tickets: number; readonly late: number };
  /** Of the closed drawers of today and yesterday, the furthest off. */
  readonly worstDifference: number | null;
  readonly differenceLimit: number;
};

/** From where on each is told; a company sets its own. What a drawer may be off by, and its free openings, a branch sets with its cash. */
export const flagLimitsSchema = z.strictObject({
  /** A branch at work that was not heard of for so long. */
  silentMinutes: z.int().min(5).max(1_440),
  /** Of all that was rung up, in basis points, and at least so many. */
  voidBp: z.int().min(10).max(10_000),
  voidCount: z.int().min(1).max(1_000),
  /** What counts as late, from the order to the counter. */
  lateMinutes: z.int().min(1).max(240),
  /** Of the kitchen's tickets, in percent, and at least so many. */
  latePercent: z.int().min(1).max(100),
  lateCount: z.int().min(1).max(1_000),
});
/** See {@link flagLimitsSchema}. */
export type FlagLimits = z.infer<typeof flagLimitsSchema>;

/** What counts until somebody sets it. */
export const DEFAULT_FLAG_LIMITS: FlagLimits = {
  silentMinutes: 30,
  voidBp: 300,
  voidCount: 3,
  lateMinutes: 10,
  latePercent: 15,
  lateCount: 3,
};

/** The flags of a branch, the gravest first. */
export function redFlags(signs: BranchSigns, limits: FlagLimits = DEFAULT_FLAG_LIMITS): RedFlag[] {
  return [silent(signs, limits), difference(signs), voids(signs, limits), noSale(signs), lateKitchen(signs, limits)]
    .filter((flag) => flag !== undefined)
    .sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

type Found = RedFlag | undefined;

function silent({ branchId, now, lastContactAt, isOpen }: BranchSigns, { silentMinutes }: FlagLimits): Found {
  if (!isOpen || lastContactAt === null || now - lastContactAt <= silentMinutes * 60_000) return undefined;
  return { kind: 'silent', branchId, severity: 'danger', value: Math.floor((now - lastContactAt) / 60_000), of: 0 };
}

function difference({ branchId, worstDifference, differenceLimit }: BranchSigns): Found {
  if (worstDifference === null || Math.abs(worstDifference) <= differenceLimit) return undefined;
  return { kind: 'difference', branchId, severity: 'danger', value: worstDifference, of: differenceLimit };
}

function voids({ branchId, voids: { count, amount }, sales }: BranchSigns, limits: FlagLimits): Found {
  const rung = sales + amount;
  const value = rung === 0 ? 0 : Math.round((amount * 10_000) / rung);
  if (count < limits.voidCount || value <= limits.voidBp) return undefined;
  return { kind: 'voids', branchId, severity: 'warning', value, of: amount };
}

function noSale({ branchId, noSales, freeNoSales, tickets }: BranchSigns): Found {
  return noSales <= freeNoSales ? undefined : { kind: 'no-sale', branchId, severity: 'warning', value: noSales, of: tickets };
}

function lateKitchen({ branchId, kitchen: { tickets, late } }: BranchSigns, limits: FlagLimits): Found {
  const value = tickets === 0 ? 0 : Math.round((late * 100) / tickets);
  if (late < limits.lateCount || value <= limits.latePercent) return undefined;
  return { kind: 'late-kitchen', branchId, severity: 'warning', value, of: late };
}
