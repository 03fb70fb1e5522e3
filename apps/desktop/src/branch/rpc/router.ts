import { backupsRouter } from '../modules/backups/backups.router.ts';
import { cashRouter } from '../modules/cash/cash.router.ts';
import { catalogRouter } from '../modules/catalog/catalog.router.ts';
import { counterRouter } from '../modules/counter/counter.router.ts';
import { customersRouter } from '../modules/customers/customers.router.ts';
import { custodyRouter } from '../modules/custody/custody.router.ts';
import { identityRouter } from '../modules/identity/identity.router.ts';
import { lanRouter } from '../modules/lan/lan.router.ts';
import { kitchenRouter } from '../modules/kitchen/kitchen.router.ts';
import { ordersRouter } from '../modules/orders/orders.router.ts';
import { printingRouter } from '../modules/printing/printing.router.ts';
import { stockRouter } from '../modules/stock/stock.router.ts';
import { syncRouter } from '../modules/sync/sync.router.ts';
import { tablesRouter } from '../modules/tables/tables.router.ts';
import { terminalRouter } from '../modules/terminal/terminal.router.ts';
import { fitnessRouter } from '../modules/fitness/fitness.router.ts';
import { updatesRouter } from '../modules/updates/updates.router.ts';
import { createCaller, router } from './procedures.ts';

/** Everything a screen of this branch may ask for. */
export const branchRouter = router({
  terminal: terminalRouter,
  identity: identityRouter,
  catalog: catalogRouter,
  cash: cashRouter,
  orders: ordersRouter,
  printing: printingRouter,
  sync: syncRouter,
  lan: lanRouter,
  backups: backupsRouter,
  custody: custodyRouter,
  customers: customersRouter,
  tables: tablesRouter,
  kitchen: kitchenRouter,
  stock: stockRouter,
  updates: updatesRouter,
  fitness: fitnessRouter,
  counter: counterRouter,
});

/** What screens import, as a type only. */
export type BranchRouter = typeof branchRouter;

/** Calls procedures in process: tests and benches use the same door as the screens. */
export const callBranch = createCaller(branchRouter);
