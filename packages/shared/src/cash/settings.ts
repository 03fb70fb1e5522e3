import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { money } from '../base/money.ts';
import { notNegativeMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import { paymentMethodSchema } from '../payments/method.ts';

/** How a branch keeps its drawers: a master of the cloud, one per branch, under the branch's own id. */
export const cashSettingsSchema = z.object({
  id: idSchema,
  /** A close that is off by more than this needs a manager. */
  differenceLimit: notNegativeMoneySchema,
  /** Means of payment that open the drawer: cash, and whatever leaves a paper in it. */
  drawerMethods: z.array(paymentMethodSchema).max(20),
  /** A drawer that stands open for longer rings; only where its sensor can be read. */
  openAlarmSeconds: z.int().min(5).max(3_600),
  /** Openings without a sale that a cashier has in one shift before a manager is asked; 0: always. */
  freeNoSales: z.int().min(0).max(100),
  /** What cash goes out for. */
  expenseCategories: z.array(textSchema(40)).max(30),
});
/** See {@link cashSettingsSchema}. */
export type CashSettings = z.infer<typeof cashSettingsSchema>;

/** What a branch has until somebody sets it. */
export const DEFAULT_CASH_SETTINGS: Omit<CashSettings, 'id'> = {
  differenceLimit: money(10_000),
  drawerMethods: ['cash'],
  openAlarmSeconds: 60,
  freeNoSales: 0,
  expenseCategories: ['Gas', 'Hielo', 'Verduras', 'Transporte', 'Aseo', 'Otros'],
};
