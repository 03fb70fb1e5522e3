import { assert } from '../base/assert.ts';
import { inAggregateOrder, type Fact } from '../sync/event.ts';
import { catalogEventBodies } from './catalog.events.ts';

/** Whether a product or an option is out in one branch, and since when. */
export type SoldOutMark = {
  readonly branchId: string;
  readonly target: 'product' | 'option';
  readonly targetId: string;
  readonly soldOut: boolean;
  readonly at: number;
  readonly actorId: string;
};

/**
 * The aggregate of a product or option in one branch: every till of the branch finds the same one without asking, and no other branch
 * has it. The bits of both ids, one over the other: it tells as many apart as the ids do.
 */
export function soldOutAggregate(branchId: string, targetId: string): string {
  const target = targetId.replaceAll('-', '');
  let place = 0;
  return branchId.replaceAll(/[0-9a-f]/g, (digit) => {
    const other = Number.parseInt(target.charAt(place), 16);
    place += 1;
    return (Number.parseInt(digit, 16) ^ other).toString(16);
  });
}

/**
 * What the facts of one aggregate come to.
 *
 * | fact         | rule when tills disagree               |
 * |--------------|----------------------------------------|
 * | sold-out-set | the last by (rev, terminal, id) counts |
 */
export function foldSoldOut(facts: readonly Fact[]): SoldOutMark {
  const last = inAggregateOrder(facts).findLast((fact) => fact.type === 'catalog.sold-out-set');
  assert(last, 'a mark has at least one fact');
  const body = catalogEventBodies['catalog.sold-out-set'].parse(last.body);
  return { ...body, branchId: last.branchId, at: last.at, actorId: last.actorId };
}
