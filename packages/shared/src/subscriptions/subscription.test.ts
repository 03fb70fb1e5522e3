import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, dayOfMonth } from './months.ts';
import { firstDayShown, overLimits, PLAN_IDS, PLANS } from './plan.ts';
import { beginTrial, GRACE_DAYS, NEXT_STATES, passTime, pay, standingOf, TRIAL_DAYS, wish, type Subscription } from './subscription.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 31, 15);

const step = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), days: fc.double({ min: 0, max: 40, noNaN: true }) }),
  fc.record({ kind: fc.constant('pay' as const) }),
  fc.record({ kind: fc.constantFrom('cancel' as const, 'keep' as const, 'suspend' as const, 'resume' as const) }),
  fc.record({ kind: fc.constant('plan' as const), plan: fc.constantFrom(...PLAN_IDS) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function walk(steps: readonly Step[]): { subscription: Subscription; now: number; path: Subscription[] } {
  let now = START;
  let subscription = beginTrial('shop', now);
  const path = [subscription];
  for (const each of steps) {
    if (each.kind === 'wait') now += Math.floor(each.days * DAY);
    else if (each.kind === 'pay') subscription = pay(subscription, now);
    else {
      const asked = wish(subscription, each, now);
      subscription = asked.ok ? asked.value : subscription;
    }
    path.push((subscription = passTime(subscription, now)));
  }
  return { subscription, now, path };
}

test('reports look back whole months to the same day, or to the last of a shorter month', () => {
  // Four in the morning of 31 August in Bogotá, and the evening before, when London has the 31st already.
  expect(firstDayShown(PLANS.stand, Date.UTC(2026, 7, 31, 9))).toBe('2026-02-28');
  expect(firstDayShown(PLANS.stand, Date.UTC(2026, 7, 31, 2))).toBe('2026-02-28');
  expect(firstDayShown(PLANS.shop, Date.UTC(2026, 7, 15, 17))).toBe('2024-08-15');
});

describe('a subscription', () => {
  test('begins as a trial, is owed, waits its days of grace, is suspended, and is gone in the end', () => {
    const trial = beginTrial('shop', START);
    const after = (days: number) => passTime(trial, START + days * DAY).state;
    expect([0, TRIAL_DAYS - 1, TRIAL_DAYS, TRIAL_DAYS + GRACE_DAYS - 1, TRIAL_DAYS + GRACE_DAYS, 200].map(after)).toEqual([
      'trialing',
      'trialing',
      'past-due',
      'past-due',
      'suspended',
      'cancelled',
    ]);
  });

  test('looked at once or many times on the way is the same', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.array(fc.integer({ min: 0, max: 300 * DAY }), { maxLength: 8 }), (steps, looks) => {
        const { subscription, now } = walk(steps);
        const moments = [...looks].sort((a, b) => a - b).map((later) => now + later);
        const end = moments.at(-1) ?? now;
        expect(moments.reduce(passTime, subscription)).toEqual(passTime(subscription, end));
      }),
    );
  });

  test('moves only as the table says, and is never in grace without an end nor with one while nothing is owed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { path } = walk(steps);
        for (const [index, subscription] of path.entries()) {
          const before = path[index - 1];
          if (before && before.state !== subscription.state) {
            const direct = NEXT_STATES[before.state].includes(subscription.state);
            // Time may take several steps between two looks.
            const through = NEXT_STATES[before.state].some((middle) => NEXT_STATES[middle].includes(subscription.state));
            expect(direct || through, `${before.state} → ${subscription.state}`).toBe(true);
          }
          expect(subscription.periodEnd).toBeGreaterThan(subscription.periodStart);
          if (subscription.state === 'trialing' || subscription.state === 'active') expect(subscription.graceEndsAt).toBeNull();
          if (subscription.state === 'past-due') expect(subscription.graceEndsAt).not.toBeNull();
        }
      }),
    );
  });

  test('whatever happened, a payment makes it run, and it never shortens what was paid', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { subscription, now } = walk(steps);
        const paid = pay(subscription, now);
        expect(paid.state === 'active').toBe(true);
        expect(paid.periodEnd).toBeGreaterThanOrEqual(subscription.state === 'cancelled' ? now : subscription.periodEnd);
        expect(standingOf(paid).worksUntil).toBeNull();
      }),
    );
  });

  test('stops at the end of what was paid, and not before', () => {
    const paid = pay(beginTrial('shop', START), START);
    const leaving = wish(paid, { kind: 'cancel' }, START + DAY);
    expect(leaving.ok && passTime(leaving.value, paid.periodEnd - 1).state).toBe('active');
    expect(leaving.ok && passTime(leaving.value, paid.periodEnd).state).toBe('cancelled');
  });

  test('the day of the month is kept through short months', () => {
    const ends = [1, 2, 3].reduce<number[]>((all) => [...all, addMonths(all.at(-1) ?? START, 1, 31)], []);
    expect(ends.map(dayOfMonth)).toEqual([28, 31, 30]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 31 }), (at, anchor) => {
        const later = addMonths(at, 1, anchor);
        expect(later - at).toBeGreaterThan(0);
        expect(dayOfMonth(later)).toBeLessThanOrEqual(anchor);
      }),
    );
  });

  test('a plan says what is over it', () => {
    expect(overLimits(PLANS.stand, { branches: 1, terminals: 2 })).toEqual([]);
    expect(overLimits(PLANS.stand, { branches: 2, terminals: 2 })).toEqual([{ what: 'branches', limit: 1, used: 2 }]);
  });
});
