/** What an owner should look at now; thresholds are in {@link FLAG_LIMITS}. */
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

/** From where on each is told. */
export const FLAG_LIMITS = {
  silentMs: 30 * 60_000,
  /** Of all that was rung up, in basis points, and at least so many. */
  voidBp: 300,
  voidCount: 3,
  /** Of the kitchen's tickets, in percent, and at least so many. */
  latePercent: 15,
  lateCount: 3,
} as const;

/** The flags of a branch, the gravest first. */
export function redFlags(signs: BranchSigns): RedFlag[] {
  return [silent(signs), difference(signs), voids(signs), noSale(signs), lateKitchen(signs)]
    .filter((flag) => flag !== undefined)
    .sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

type Found = RedFlag | undefined;

function silent({ branchId, now, lastContactAt, isOpen }: BranchSigns): Found {
  if (!isOpen || lastContactAt === null || now - lastContactAt <= FLAG_LIMITS.silentMs) return undefined;
  return { kind: 'silent', branchId, severity: 'danger', value: Math.floor((now - lastContactAt) / 60_000), of: 0 };
}

function difference({ branchId, worstDifference, differenceLimit }: BranchSigns): Found {
  if (worstDifference === null || Math.abs(worstDifference) <= differenceLimit) return undefined;
  return { kind: 'difference', branchId, severity: 'danger', value: worstDifference, of: differenceLimit };
}

function voids({ branchId, voids: { count, amount }, sales }: BranchSigns): Found {
  const rung = sales + amount;
  const value = rung === 0 ? 0 : Math.round((amount * 10_000) / rung);
  if (count < FLAG_LIMITS.voidCount || value <= FLAG_LIMITS.voidBp) return undefined;
  return { kind: 'voids', branchId, severity: 'warning', value, of: amount };
}

function noSale({ branchId, noSales, freeNoSales, tickets }: BranchSigns): Found {
  return noSales <= freeNoSales ? undefined : { kind: 'no-sale', branchId, severity: 'warning', value: noSales, of: tickets };
}

function lateKitchen({ branchId, kitchen: { tickets, late } }: BranchSigns): Found {
  const value = tickets === 0 ? 0 : Math.round((late * 100) / tickets);
  if (late < FLAG_LIMITS.lateCount || value <= FLAG_LIMITS.latePercent) return undefined;
  return { kind: 'late-kitchen', branchId, severity: 'warning', value, of: late };
}
