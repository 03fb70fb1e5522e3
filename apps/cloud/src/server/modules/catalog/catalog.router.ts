import { z } from 'zod';
import { products as productsAnswer, soldOut as soldOutAnswer } from '../../rpc/rest-answers.ts';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { products, soldOut } from './catalog.service.ts';

export const catalogRouter = router({
  products: userProcedure('catalog.read', z.void(), { method: 'GET', path: '/products', tags: ['products'], answer: productsAnswer }).query(
    ({ sql }) => products(sql),
  ),
  soldOut: userProcedure('catalog.read', z.void(), { method: 'GET', path: '/sold-out', tags: ['products'], answer: soldOutAnswer }).query(
    ({ sql }) => soldOut(sql),
  ),
});
