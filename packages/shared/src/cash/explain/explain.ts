import { candidates, type Candidate, type Mistake } from './mistakes.ts';
import type { CashStory } from './story.ts';

/** A set of mistakes that together make the difference to the peso, and what each may concern (orders, movements, notes). */
export type Explanation = {
  readonly mistakes: readonly { readonly mistake: Mistake; readonly effect: number; readonly subjects: readonly string[] }[];
  /** How likely among all explanations found, 0–1. */
  readonly weight: number;
};

/** How often each mistake is made, against the others. From shops' own reasons for differences; opening without a sale explains anything, so it weighs little. */
const PRIOR: Record<Mistake, number> = {
  'change-kept': 1,
  'change-given-twice': 1,
  'transfer-charged-as-cash': 1.5,
  'cash-charged-as-transfer': 1,
  'refund-not-paid-out': 1,
  'cancelled-but-paid': 1,
  'courier-not-settled': 1.5,
  'movement-not-done': 1,
  'movement-done-twice': 0.7,
  'digit-mistyped': 1,
  'wrong-bill': 1,
  'float-differs': 1,
  'count-slip': 1,
  'opened-without-sale': 0.02,
};
/** A second mistake in one shift is this much less likely than one. */
const SECOND_MISTAKE = 0.02;

/**
 * The likeliest explanations of a difference, best first; none when there is no difference, or when nothing explains it.
 * Bayes over single mistakes: prior × (ways of this mistake that give exactly this amount ÷ all its ways);
 * sets of two are looked for only when no single mistake fits. Deterministic.
 */
export function explainDifference(story: CashStory, limit = 5): Explanation[] {
  if (story.difference === 0) return [];
  const ways = groupWays(candidates(story));
  const fitting = ways.filter(({ effect }) => effect === story.difference);
  const found = fitting.length > 0 ? fitting.map((way) => together([way])) : pairs(ways, story.difference);
  const withOpening = [...found, ...openingWithoutSale(story)];
  const total = withOpening.reduce((sum, { weight }) => sum + weight, 0);
  return withOpening
    .map((explanation) => ({ ...explanation, weight: explanation.weight / total }))
    .sort((a, b) => b.weight - a.weight || compareText(nameOf(a), nameOf(b)))
    .slice(0, limit);
}

/** All candidates of one mistake with one effect; `weight`: prior × their share among the ways of that mistake. */
type Ways = Candidate & { readonly weight: number };

function groupWays(all: readonly Candidate[]): Ways[] {
  const groups = Map.groupBy(all, ({ mistake, effect }) => `${mistake} ${effect}`);
  const waysOf = Map.groupBy(all, ({ mistake }) => mistake);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const share = group.length / (waysOf.get(first.mistake)?.length ?? 1);
    const subjects = [...new Set(group.flatMap((way) => way.subjects))];
    return [{ mistake: first.mistake, effect: first.effect, subjects, weight: PRIOR[first.mistake] * share }];
  });
}

function together(ways: readonly Ways[]): Explanation {
  const weight = ways.reduce((product, way) => product * way.weight, SECOND_MISTAKE ** (ways.length - 1));
  return { mistakes: ways.map(({ mistake, effect, subjects }) => ({ mistake, effect, subjects })), weight };
}

function pairs(ways: readonly Ways[], difference: number): Explanation[] {
  const byEffect = Map.groupBy(ways, ({ effect }) => effect);
  return ways.flatMap((first) =>
    (byEffect.get(difference - first.effect) ?? [])
      .filter((second) => comesBefore(first, second))
      .map((second) => together([first, second])),
  );
}

/** Each pair once, and never a mistake with itself on one subject. */
function comesBefore(a: Candidate, b: Candidate): boolean {
  return compareText(`${a.mistake} ${a.effect}`, `${b.mistake} ${b.effect}`) < 0;
}

/** Missing money after openings without a sale is always possible, and never proven by an amount. */
function openingWithoutSale({ difference, openings }: CashStory): Explanation[] {
  if (difference >= 0 || openings.length === 0) return [];
  const subjects = openings.map(({ id }) => id);
  return [
    {
      mistakes: [{ mistake: 'opened-without-sale', effect: difference, subjects }],
      weight: PRIOR['opened-without-sale'] * openings.length,
    },
  ];
}

function nameOf({ mistakes }: Explanation): string {
  return mistakes.map(({ mistake, effect }) => `${mistake} ${effect}`).join(' + ');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
