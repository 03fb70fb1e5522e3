import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { businessDaySchema } from '@fastops/shared/base/time';
import { purchaseOrderSchema } from '@fastops/shared/stock/purchase-order';
import { stockPaperSchema } from '@fastops/shared/stock/stock.events';
import { branchProcedure, router } from '../../rpc/procedures.ts';
import { varianceByShift } from './shifts.service.ts';
import { incoming, levels, papers, photo, purchaseOrders, savePurchaseOrder, suggestions, variance, writePaper } from './stock.service.ts';

const place = z.strictObject({ branchId: idSchema });
const period = place.extend({ from: businessDaySchema, to: businessDaySchema });
const written = place.extend({ id: idSchema, paper: stockPaperSchema });
const DAY_MS = 86_400_000;
/** Every order of the period is read anew, so it is a short one. */
const MOST_DAYS = 10;
const fewDays = period.refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS * DAY_MS, 'too many days');

/** What anybody who works with the stock writes; the rest moves it without goods or a scale, and needs more. */
const WORK = new Set(['stock.received', 'stock.wasted', 'stock.counted']);

export const stockRouter = router({
  levels: branchProcedure('stock.read', place).query(({ sql }, { branchId }) => levels(sql, branchId)),
  variance: branchProcedure('stock.read', period).query(({ sql }, asked) => variance(sql, asked)),
  shifts: branchProcedure('stock.read', fewDays).query(({ sql }, asked) => varianceByShift(sql, asked)),
  papers: branchProcedure('stock.read', period).query(({ sql }, asked) => papers(sql, asked)),
  photo: branchProcedure('stock.read', place.extend({ id: idSchema })).find(({ sql }, at) => photo(sql, at)),
  incoming: branchProcedure('stock.read', place).query(({ sql }, { branchId }) => incoming(sql, branchId)),
  suggestions: branchProcedure('stock.read', place).query(({ sql, machine }, { branchId }) =>
    suggestions(sql, { branchId, now: machine.now() }),
  ),
  orders: branchProcedure('stock.read', place).query(({ sql }, { branchId }) => purchaseOrders(sql, branchId)),
  write: branchProcedure(
    'stock.work',
    written.refine(({ paper }) => WORK.has(paper.type), 'needs more'),
  ).mutation(writePaper),
  manage: branchProcedure('stock.manage', written).mutation(writePaper),
  saveOrder: branchProcedure('stock.manage', place.extend({ order: purchaseOrderSchema }).refine(sameBranch, 'another branch')).mutation(
    savePurchaseOrder,
  ),
});

function sameBranch({ branchId, order }: { branchId: string; order: { branchId: string } }): boolean {
  return branchId === order.branchId;
}
