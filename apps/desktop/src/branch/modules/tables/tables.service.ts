import type { Area, DeliveryZone, ServiceSettings } from '@fastops/shared/delivery/service-settings';
import type { ReadContext } from '../../context.ts';
import { serviceSettings } from '../catalog/catalog.service.ts';
import { openOrders, type OpenOrderRow } from '../orders/work.service.ts';

/** The floor as the shop set it up, with what is open at each table; orders of tables that are gone come with the others. */
export type Floor = {
  readonly areas: readonly (Omit<Area, 'tables'> & { readonly tables: readonly TableState[] })[];
  readonly elsewhere: OpenOrderRow[];
};
/** A table and the orders that are open at it, held ones too. */
export type TableState = Area['tables'][number] & { readonly orders: readonly OpenOrderRow[] };

export function floor(ctx: ReadContext): Floor {
  const { held, owing } = openOrders(ctx);
  const seated = [...held, ...owing].filter(({ type }) => type === 'dine_in');
  const at = Map.groupBy(seated, ({ tableId }) => tableId ?? '');
  const { areas } = serviceSettings(ctx);
  const known = new Set(areas.flatMap(({ tables }) => tables.map(({ id }) => id)));
  return {
    areas: areas.map((area) => ({ ...area, tables: area.tables.map((table) => ({ ...table, orders: at.get(table.id) ?? [] })) })),
    elsewhere: seated.filter(({ tableId }) => tableId === null || !known.has(tableId)),
  };
}

/** Where the branch delivers and for how much. */
export function zones(ctx: ReadContext): {
  readonly zones: readonly DeliveryZone[];
  readonly feeBelongsTo: ServiceSettings['feeBelongsTo'];
} {
  const settings = serviceSettings(ctx);
  return { zones: settings.zones, feeBelongsTo: settings.feeBelongsTo };
}
