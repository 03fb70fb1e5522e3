/** How long a till that was let in may take to bring its facts; it is in the same shop. */
const CLAIM_MS = 3_000;

/** A till that is about to change an order, and the rev that it has in front of it. */
export type OrderClaim = { readonly orderId: string; readonly rev: number; readonly terminalId: string };

/**
 * Compare-and-set over the branch's shared orders, kept by the hub: of two tills that saw the same rev one goes first, and the
 * other hears that the order changed elsewhere. Claims live in memory: a hub that dies takes none along that a fold couldn't settle.
 */
export type OrderClaims = {
  /** Lets the till go first, unless the hub knows a later rev than it or somebody else was let in a moment ago. */
  take(claim: OrderClaim, at: { knownRev: number; now: number }): boolean;
};

export function orderClaims(): OrderClaims {
  const taken = new Map<string, OrderClaim & { readonly until: number }>();
  return {
    take: (claim, { knownRev, now }) => {
      for (const [orderId, { until }] of taken) if (until <= now) taken.delete(orderId);
      if (claim.rev < knownRev) return false;
      const before = taken.get(claim.orderId);
      // Facts that came since end a claim: whoever made it has said what it had to say.
      const stands = before !== undefined && before.terminalId !== claim.terminalId && knownRev <= before.rev;
      if (stands) return false;
      taken.set(claim.orderId, { ...claim, until: now + CLAIM_MS });
      return true;
    },
  };
}
