import { wholeSchema } from '@fastops/shared/base/whole';
import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { stockEventBodies } from '@fastops/shared/stock/stock.events';
import { command, query, router } from '../../rpc/procedures.ts';
import { levels, movements, receiveGoods, recordBatch, recordCount, recordWaste, stockRoom } from './stock.service.ts';

const paper = z.strictObject({ paperId: idSchema });
const counted = z.strictObject({ ingredientId: idSchema, counted: wholeSchema().min(0).max(1_000_000_000_000) });
const { scope, blind } = stockEventBodies['stock.counted'].shape;

export const stockRouter = router({
  room: query('stock.work', z.void(), (ctx) => stockRoom(ctx)),
  levels: query('stock.read', z.void(), (ctx) => levels(ctx)),
  movements: query('stock.read', z.strictObject({ ingredientId: idSchema }), movements),
  receive: command('stock.work', paper.extend(stockEventBodies['stock.received'].shape), receiveGoods),
  waste: command('stock.work', paper.extend(stockEventBodies['stock.wasted'].shape), recordWaste),
  count: command('stock.work', paper.extend({ scope, blind, lines: z.array(counted).min(1).max(300) }), recordCount),
  produce: command('stock.work', paper.extend({ recipeId: idSchema, batches: z.int().min(1).max(100) }), recordBatch),
});
