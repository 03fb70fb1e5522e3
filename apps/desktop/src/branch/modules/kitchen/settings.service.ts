import { DEFAULT_KITCHEN, type KitchenSettings, type Station } from '@fastops/shared/kitchen/station';
import type { ReadContext } from '../../context.ts';
import { settingsDoc } from '../catalog/catalog.service.ts';
import { hasKitchenPrinter } from '../printing/printing.service.ts';
import { hasPairedScreen } from '../lan/lan.service.ts';

/** The kitchen of this branch: its own settings, else the company's, else one station that makes everything. */
export function kitchenOf(ctx: ReadContext): Omit<KitchenSettings, 'id'> {
  return ownSettings(ctx) ?? DEFAULT_KITCHEN;
}

/** Whether anybody here would see a ticket: somebody set the kitchen up, a printer stands in it, or a screen does. */
export function isKitchenInUse(ctx: ReadContext): boolean {
  return ownSettings(ctx) !== undefined || hasKitchenPrinter(ctx) || hasPairedScreen(ctx.db, ctx);
}

export function stationNamed(settings: Pick<KitchenSettings, 'stations'>, id: string): Station | undefined {
  return settings.stations.find((station) => station.id === id);
}

function ownSettings(ctx: ReadContext): KitchenSettings | undefined {
  return settingsDoc(ctx, ctx.branchId) ?? settingsDoc(ctx, ctx.companyId);
}
