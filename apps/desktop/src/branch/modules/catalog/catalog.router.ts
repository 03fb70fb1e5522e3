import { z } from 'zod';
import { query, router } from '../../rpc/procedures.ts';
import { menu } from './catalog.service.ts';

export const catalogRouter = router({
  menu: query('catalog.read', z.void(), (ctx) => menu(ctx)),
});
