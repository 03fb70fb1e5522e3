import type { Ingredient, Reorder } from '../recipes/ingredient.ts';

/** How much to buy, with every step of the sum. Quantities in thousandths. */
export type Suggestion = {
  readonly days: number;
  readonly perDay: number;
  /** What will be used until the next delivery after this one. */
  readonly expected: number;
  /** More of it, since days differ. */
  readonly safety: number;
  readonly onHand: number;
  readonly onOrder: number;
  readonly missing: number;
  /** How much may be bought before it spoils; null when it keeps. */
  readonly cap: number | null;
  readonly packs: number;
  readonly packName: string;
  readonly order: number;
};

/** What is assumed of an ingredient that nobody set up: comes tomorrow, looked at daily, 90 % sure. */
export const DEFAULT_REORDER: Reorder = { leadDays: 1, reviewDays: 1, certainty: 128 };

/**
 * `S = Σ usage(lead + review) + z·σ·√(lead + review)`; `order = packs(S − on hand − on order)`, not more than keeps.
 * `usage`: what was used on each of the last days, oldest first.
 */
export function suggestOrder(
  ingredient: Pick<Ingredient, 'reorder' | 'packs' | 'name'>,
  { usage, onHand, onOrder }: { usage: readonly number[]; onHand: number; onOrder: number },
): Suggestion {
  const { leadDays, reviewDays, certainty, shelfLifeDays } = ingredient.reorder ?? DEFAULT_REORDER;
  const days = leadDays + reviewDays;
  const perDay = usage.length === 0 ? 0 : usage.reduce((sum, each) => sum + each, 0) / usage.length;
  const spread = usage.length < 2 ? 0 : usage.reduce((sum, each) => sum + (each - perDay) ** 2, 0) / (usage.length - 1);
  const expected = Math.round(perDay * days);
  const safety = Math.round((certainty / 100) * Math.sqrt(spread) * Math.sqrt(days));
  const missing = Math.max(0, expected + safety - onHand - onOrder);
  const cap = shelfLifeDays === undefined ? null : Math.max(0, Math.round(perDay * shelfLifeDays) - Math.max(0, onHand) - onOrder);
  const wanted = cap === null ? missing : Math.min(missing, cap);
  const pack = ingredient.packs[0];
  const size = pack?.quantity ?? 1;
  const packs = Math.ceil(wanted / size);
  return {
    days,
    perDay: Math.round(perDay),
    expected,
    safety,
    onHand,
    onOrder,
    missing,
    cap,
    packs,
    packName: pack?.name ?? '',
    order: packs * size,
  };
}
