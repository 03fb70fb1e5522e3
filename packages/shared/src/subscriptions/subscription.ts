import { done, refuse, type Result } from '../base/result.ts';
import { addMonths, dayOfMonth } from './months.ts';
import type { PlanId } from './plan.ts';

/** Where a company stands with us. Only time, money and the operator move it. */
export type SubscriptionState = 'trialing' | 'active' | 'past-due' | 'suspended' | 'cancelled';

/** A company's subscription. Times are milliseconds since 1970. */
export type Subscription = {
  readonly plan: PlanId;
  /** The plan that the next period has; the same one mostly. */
  readonly nextPlan: PlanId;
  readonly state: SubscriptionState;
  readonly periodStart: number;
  readonly periodEnd: number;
  /** Day of the month on which periods end, kept through short months. */
  readonly anchorDay: number;
  /** Until when an unpaid period is worked on; null while nothing is owed. */
  readonly graceEndsAt: number | null;
  /** The company said that it stops at the period's end. */
  readonly endsAtPeriodEnd: boolean;
};

const DAY_MS = 86_400_000;
/** How long a company tries everything. */
export const TRIAL_DAYS = 14;
/** How long tills work on over an unpaid period. */
export const GRACE_DAYS = 10;
/** How long a suspended company may still come back by paying, before it counts as gone. */
export const SUSPENDED_DAYS = 60;

/** What may become of each state, for people who read and for the property test. */
export const NEXT_STATES: Readonly<Record<SubscriptionState, readonly SubscriptionState[]>> = {
  trialing: ['active', 'past-due', 'suspended', 'cancelled'],
  active: ['active', 'past-due', 'suspended', 'cancelled'],
  'past-due': ['active', 'suspended', 'cancelled'],
  suspended: ['active', 'cancelled'],
  cancelled: ['active'],
};

/** How a company begins. */
export function beginTrial(plan: PlanId, now: number): Subscription {
  const periodEnd = now + TRIAL_DAYS * DAY_MS;
  return {
    plan,
    nextPlan: plan,
    state: 'trialing',
    periodStart: now,
    periodEnd,
    anchorDay: dayOfMonth(periodEnd),
    graceEndsAt: null,
    endsAtPeriodEnd: false,
  };
}

/** What time alone does, however long nobody looked: the same answer in one step as in many. */
export function passTime(from: Subscription, now: number): Subscription {
  let subscription = from;
  if ((subscription.state === 'trialing' || subscription.state === 'active') && now >= subscription.periodEnd) {
    if (subscription.endsAtPeriodEnd) return { ...subscription, state: 'cancelled', graceEndsAt: null };
    subscription = { ...subscription, state: 'past-due', graceEndsAt: subscription.periodEnd + GRACE_DAYS * DAY_MS };
  }
  const { graceEndsAt } = subscription;
  if (subscription.state === 'past-due' && graceEndsAt !== null && now >= graceEndsAt)
    subscription = { ...subscription, state: 'suspended' };
  if (subscription.state === 'suspended' && graceEndsAt !== null && now >= graceEndsAt + SUSPENDED_DAYS * DAY_MS)
    subscription = { ...subscription, state: 'cancelled' };
  return subscription;
}

/** The period that the next payment is for: after the present one, or from now when the company had stopped (what it had paid is never taken away). */
export function nextPeriod(subscription: Subscription, now: number): { start: number; end: number; anchorDay: number } {
  const goesOn = subscription.state === 'trialing' || subscription.state === 'active' || subscription.state === 'past-due';
  const start = goesOn ? subscription.periodEnd : Math.max(now, subscription.periodEnd);
  const anchorDay = goesOn ? subscription.anchorDay : dayOfMonth(start);
  return { start, end: addMonths(start, 1, anchorDay), anchorDay };
}

/** A month was paid: the next period is bought, on the plan that was chosen for it. */
export function pay(before: Subscription, now: number): Subscription {
  const subscription = passTime(before, now);
  const { start, end, anchorDay } = nextPeriod(subscription, now);
  // The plan that was chosen begins with the payment: who pays ahead for more has it today.
  const paid = { ...subscription, plan: subscription.nextPlan, periodStart: start, periodEnd: end, anchorDay };
  return { ...paid, state: 'active', graceEndsAt: null, endsAtPeriodEnd: false };
}

/** What a person or the operator may ask for. */
export type SubscriptionWish =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'keep' }
  | { readonly kind: 'plan'; readonly plan: PlanId }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'resume' };

/** Why a wish isn't met. */
export type SubscriptionRefusal = { readonly code: 'subscription.not-now'; readonly state: SubscriptionState };

/** Does what was asked, where the state allows it. */
export function wish(before: Subscription, asked: SubscriptionWish, now: number): Result<Subscription, SubscriptionRefusal> {
  const subscription = passTime(before, now);
  const met = asked.kind === 'plan' ? withPlan(subscription, asked.plan) : WISHES[asked.kind](subscription, now);
  return met ? done(met) : refuse({ code: 'subscription.not-now', state: subscription.state });
}

const runs = ({ state }: Subscription) => state === 'trialing' || state === 'active';

/** What becomes of each wish; undefined where the state doesn't allow it. */
const WISHES: Readonly<
  Record<Exclude<SubscriptionWish['kind'], 'plan'>, (subscription: Subscription, now: number) => Subscription | undefined>
> = {
  cancel: (from) => {
    if (runs(from)) return { ...from, endsAtPeriodEnd: true };
    return from.state === 'cancelled' ? undefined : { ...from, state: 'cancelled' };
  },
  keep: (from) => (runs(from) ? { ...from, endsAtPeriodEnd: false } : undefined),
  suspend: (from, now) =>
    from.state === 'suspended' || from.state === 'cancelled' ? undefined : { ...from, state: 'suspended', graceEndsAt: now },
  resume: (from, now) => (from.state === 'suspended' ? passTime({ ...from, state: 'active', graceEndsAt: null }, now) : undefined),
};

/** While it is tried, the plan is tried too; what is paid for stays until the next payment. */
function withPlan(from: Subscription, plan: PlanId): Subscription {
  return { ...from, nextPlan: plan, plan: from.state === 'trialing' ? plan : from.plan };
}

/** What tills are told: the state, and until when they may open another shift. Null: without an end. */
export function standingOf(subscription: Subscription): { state: SubscriptionState; worksUntil: number | null } {
  const { state, graceEndsAt, periodEnd } = subscription;
  if (state === 'trialing' || state === 'active') return { state, worksUntil: null };
  return { state, worksUntil: graceEndsAt ?? periodEnd };
}
