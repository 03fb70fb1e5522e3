import { DEFAULT_CASH_SETTINGS, type CashSettings } from '@fastops/shared/cash/settings';
import type { PaymentMethod } from '@fastops/shared/payments/method';
import type { ReadContext } from '../../context.ts';
import { findSettingsDoc } from './cash-settings.store.ts';

/** How this branch keeps its drawers: what the cloud last said, else what every branch starts with. */
export function cashSettings(ctx: ReadContext): Omit<CashSettings, 'id'> {
  return findSettingsDoc(ctx.db, ctx) ?? DEFAULT_CASH_SETTINGS;
}

/** Whether a payment by this means opens the drawer: cash, and what leaves a paper in it, as the shop set it. */
export function opensDrawer(ctx: ReadContext, method: PaymentMethod): boolean {
  return cashSettings(ctx).drawerMethods.includes(method);
}
