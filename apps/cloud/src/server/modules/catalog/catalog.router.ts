import { z } from 'zod';
import { products as productsAnswer } from '../../rpc/rest-answers.ts';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { products } from './catalog.service.ts';

export const catalogRouter = router({
  products: userProcedure('catalog.read', z.void(), { method: 'GET', path: '/products', tags: ['products'], answer: productsAnswer }).query(
    ({ sql }) => products(sql),
  ),
});
