import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { printerSettings } from '@fastops/shared/printing/printer';
import { sheetSeen } from '@fastops/shared/printing/test-page';
import { command, look, query, router } from '../../rpc/procedures.ts';
import { tryDrawer } from './try-drawer.service.ts';
import {
  addPrinter,
  cancelJob,
  changePrinter,
  confirmJob,
  judgeTestSheet,
  printerStatuses,
  printJobDocument,
  printJobs,
  printTestPage,
  removePrinter,
  reprintJob,
  retryJob,
} from './printing.service.ts';

const ref = z.strictObject({ id: idSchema });
const printer = z.strictObject({ id: idSchema, ...printerSettings.shape });
const jobsInput = z.strictObject({ show: z.enum(['open', 'recent']), limit: z.int().min(1).max(200).default(50) });

export const printingRouter = router({
  printers: query('printers.read', z.void(), (ctx) => printerStatuses(ctx)),
  jobs: query('printers.read', jobsInput, printJobs),
  document: query('printers.read', ref, printJobDocument),
  retry: command('orders.reprint', z.strictObject({ id: idSchema, printerId: idSchema.optional() }), retryJob),
  confirm: command('orders.reprint', ref, confirmJob),
  cancel: command('orders.reprint', ref, cancelJob),
  reprint: command('orders.reprint', ref, reprintJob),
  add: command('printers.manage', printer, addPrinter),
  change: command('printers.manage', printer, changePrinter),
  remove: command('printers.manage', ref, removePrinter),
  test: command('printers.manage', ref, printTestPage),
  tryDrawer: command('printers.manage', z.void(), (ctx) => tryDrawer(ctx)),
  judge: command('printers.manage', z.strictObject({ id: idSchema, seen: sheetSeen }), judgeTestSheet),
  found: look('printers.manage', z.strictObject({ where: z.enum(['attached', 'network']) }), ({ printerFinder }, { where }) =>
    where === 'attached' ? printerFinder.attached() : printerFinder.onNetwork(),
  ),
});
