import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { catalogDocSchema } from '@fastops/shared/catalog/product';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { history, menuDocs, products, save } from './catalog.service.ts';

const LATEST = 8_640_000_000_000_000;
const page = z.strictObject({
  id: idSchema.nullable().default(null),
  before: z.int().min(0).max(LATEST).default(LATEST),
  limit: z.int().min(1).max(100).default(50),
});

export const catalogRouter = router({
  products: userProcedure('catalog.read', z.void()).query(({ sql }) => products(sql)),
  menu: userProcedure('catalog.read', z.void()).query(({ sql }) => menuDocs(sql)),
  history: userProcedure('catalog.read', page).query(({ sql }, asked) => history(sql, asked)),
  save: userProcedure('catalog.edit', z.strictObject({ docs: z.array(catalogDocSchema).min(1).max(200) })).mutation((call, { docs }) =>
    save(call, docs),
  ),
});
