import { worthCents, type UnitCost } from './average-cost.ts';
import type { MoveKind, Movement } from './movement.ts';

/** Theoretical against actual of one ingredient in a period, in thousandths and in hundredths of a peso. */
export type Variance = {
  readonly ingredientId: string;
  /** What recipes say the sales took. */
  readonly theoretical: number;
  /** What is really gone: all that left, and what counts found missing. */
  readonly actual: number;
  readonly waste: number;
  readonly voids: number;
  readonly refunds: number;
  /** What nobody can explain: portions, theft, or a count that was wrong. Above zero: missing. */
  readonly unexplained: number;
  readonly cents: {
    readonly theoretical: number;
    readonly waste: number;
    readonly voids: number;
    readonly refunds: number;
    readonly unexplained: number;
  };
};

/** Which movements are differences that a count found or a person put right. */
const FOUND: ReadonlySet<MoveKind> = new Set<MoveKind>(['count', 'adjustment']);

/**
 * Where an ingredient went. Actual usage = theoretical + waste + voids + refunds + unexplained; the last is what counts found missing.
 * All of it at one unit cost, so that the parts add up.
 */
export function varianceOf(moves: readonly Movement[], cost: (ingredientId: string) => UnitCost | null): Variance[] {
  const byIngredient = Map.groupBy(moves, ({ ingredientId }) => ingredientId);
  return [...byIngredient].map(([ingredientId, mine]) => {
    const of = (...kinds: MoveKind[]) =>
      0 - mine.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { quantity }) => sum + quantity, 0);
    const parts = { theoretical: of('sale'), waste: of('waste'), voids: of('void'), refunds: of('refund'), unexplained: of(...FOUND) };
    const unit = cost(ingredientId);
    const actual = parts.theoretical + parts.waste + parts.voids + parts.refunds + parts.unexplained;
    const cents = {
      theoretical: worthCents(parts.theoretical, unit),
      waste: worthCents(parts.waste, unit),
      voids: worthCents(parts.voids, unit),
      refunds: worthCents(parts.refunds, unit),
      unexplained: worthCents(parts.unexplained, unit),
    };
    return { ingredientId, actual, ...parts, cents };
  });
}
