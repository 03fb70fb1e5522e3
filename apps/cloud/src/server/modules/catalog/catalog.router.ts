import { z } from 'zod';
import { catalogDocSchema } from '@fastops/shared/catalog/product';
import { products as productsAnswer, soldOut as soldOutAnswer } from '../../rpc/rest-answers.ts';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { products, save, soldOut } from './catalog.service.ts';

export const catalogRouter = router({
  products: userProcedure('catalog.read', z.void(), { method: 'GET', path: '/products', tags: ['products'], answer: productsAnswer }).query(
    ({ sql }) => products(sql),
  ),
  soldOut: userProcedure('catalog.read', z.void(), { method: 'GET', path: '/sold-out', tags: ['products'], answer: soldOutAnswer }).query(
    ({ sql }) => soldOut(sql),
  ),
  save: userProcedure('catalog.edit', z.strictObject({ docs: z.array(catalogDocSchema).min(1).max(200) })).mutation((call, { docs }) =>
    save(call, docs),
  ),
});
