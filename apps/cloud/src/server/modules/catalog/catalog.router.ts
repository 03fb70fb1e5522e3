import { z } from 'zod';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { products } from './catalog.service.ts';

export const catalogRouter = router({
  products: userProcedure('catalog.read', z.void(), { method: 'GET', path: '/products', tags: ['products'], protect: true }).query(({ sql }) =>
    products(sql),
  ),
});
