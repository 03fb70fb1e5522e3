import type { Event } from '@fastops/shared/sync/event';

type Body = { readonly [key: string]: unknown };
type Money = { readonly method: string; readonly amount: number; readonly sessionId?: string };

/**
 * What each session's drawer should hold, said once more and by nobody's rule but the words of the domain: float, plus cash
 * taken, minus cash given back, plus what was put in, minus what was taken out or dropped, minus tips that came by bank.
 * Each tip of these days was brought by one payment.
 */
export function oracleOf(events: readonly Event[]): ReadonlyMap<string, number> {
  const expected = new Map<string, number>();
  const add = (sessionId: string | undefined, amount: number) => {
    if (sessionId !== undefined) expected.set(sessionId, (expected.get(sessionId) ?? 0) + amount);
  };
  const tips = new Map<string, number>();
  const firstPaid = new Set<string>();
  for (const { type, entityId, body } of events) {
    const of = (key: string) => (body as Body)[key];
    if (type === 'cash-session.opened') add(entityId, of('openingFloat') as number);
    if (type === 'cash-session.movement-added') add(entityId, movedBy(of('movement') as Movement));
    if (type === 'order.tip-answered') tips.set(entityId, (of('tip') as { amount: number }).amount);
    if (type === 'order.refunded') add(...givenBack(of('refund') as Money));
    if (type === 'order.payment-added') {
      const payment = of('payment') as Money;
      const tip = firstPaid.has(entityId) ? 0 : (tips.get(entityId) ?? 0);
      firstPaid.add(entityId);
      add(payment.sessionId, payment.method === 'cash' ? payment.amount : 0 - tip);
    }
  }
  return expected;
}

type Movement = { readonly kind: 'cash_in' | 'cash_out' | 'safe_drop'; readonly amount: number };

function movedBy({ kind, amount }: Movement): number {
  return kind === 'cash_in' ? amount : 0 - amount;
}

function givenBack({ method, amount, sessionId }: Money): [string | undefined, number] {
  return [sessionId, method === 'cash' ? 0 - amount : 0];
}
