import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { command, query, router } from '../../rpc/procedures.ts';
import { frequentNotes, menu, pictures, sellingSettings } from './catalog.service.ts';
import { setSoldOut, soldOutHere } from './sold-out.service.ts';

const target = { target: z.enum(['product', 'option']), targetId: idSchema };

export const catalogRouter = router({
  menu: query('catalog.read', z.void(), (ctx) => menu(ctx)),
  pictures: query('catalog.read', z.strictObject({ ids: z.array(idSchema).max(300) }), (ctx, { ids }) => pictures(ctx, ids)),
  offer: query('catalog.read', z.void(), (ctx) => sellingSettings(ctx)),
  frequentNotes: query('catalog.read', z.void(), (ctx) => frequentNotes(ctx)),
  soldOut: query('catalog.read', z.void(), (ctx) => soldOutHere(ctx)),
  setSoldOut: command('catalog.sold-out', z.strictObject({ ...target, soldOut: z.boolean() }), setSoldOut),
});
