import { z } from 'zod';
import { query, router } from '../../rpc/procedures.ts';
import { floor, zones } from './tables.service.ts';

export const tablesRouter = router({
  floor: query('orders.read', z.void(), (ctx) => floor(ctx)),
  zones: query('orders.read', z.void(), (ctx) => zones(ctx)),
});
