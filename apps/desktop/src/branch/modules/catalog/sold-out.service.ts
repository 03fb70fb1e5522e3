import { done, refuse, type Result } from '@fastops/shared/base/result';
import { businessDayAt } from '@fastops/shared/base/time';
import { foldSoldOut, soldOutAggregate, type SoldOutMark } from '@fastops/shared/catalog/sold-out.fold';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Writer } from '../../db/access.ts';
import { factsOf } from '../../db/event-log.ts';
import { hasTarget } from './catalog.store.ts';
import { listSoldOut, saveSoldOut } from './sold-out.store.ts';

export type SoldOutRefusal = { readonly code: 'catalog.unknown-target'; readonly targetId: string };
type Target = Pick<SoldOutMark, 'target' | 'targetId'>;

/** What there is none of in this branch: products and options, those longest out first. */
export function soldOutHere(ctx: ReadContext): ReturnType<typeof listSoldOut> {
  return listSoldOut(ctx.db, ctx);
}

/** Says that there is none left, or that there is again. Needs no open shift: the kitchen knows before the till does. */
export function setSoldOut(ctx: WriteContext, input: Target & { soldOut: boolean }): Result<{ soldOut: boolean }, SoldOutRefusal> {
  if (!hasTarget(ctx.db, ctx.companyId, input)) return refuse({ code: 'catalog.unknown-target', targetId: input.targetId });
  const isOut = listSoldOut(ctx.db, ctx).some(({ targetId }) => targetId === input.targetId);
  if (isOut === input.soldOut) return done({ soldOut: isOut });
  const { utcOffsetHours, dayStartHour } = ctx.branch;
  const { target, targetId, soldOut } = input;
  const entityId = soldOutAggregate(ctx.branchId, targetId);
  ctx.append({
    type: 'catalog.sold-out-set',
    entityId,
    businessDay: businessDayAt(ctx.now, utcOffsetHours, dayStartHour),
    body: { target, targetId, soldOut },
  });
  saveSoldOut(ctx.db, ctx.companyId, foldSoldOut(ctx.factsOf(entityId)));
  return done({ soldOut });
}

/** Folds the facts about a product or an option into its row; also how other tills' marks arrive. */
export function projectSoldOut(db: Writer, companyId: string, aggregateId: string): void {
  saveSoldOut(db, companyId, foldSoldOut(factsOf(db, companyId, aggregateId)));
}
