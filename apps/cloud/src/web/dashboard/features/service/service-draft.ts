import { money } from '@fastops/shared/base/money';
import type { OrderType } from '@fastops/shared/orders/order.events';
import { serviceSettingsSchema } from '@fastops/shared/delivery/service-settings';

import type { Service } from './service.queries.ts';

/** How a branch serves while it is being changed: figures are text, the tables of an area one line of names. */
export type ServiceDraft = {
  readonly areas: readonly { readonly id: string; readonly name: string; readonly tables: string }[];
  readonly zones: readonly { readonly id: string; readonly neighborhood: string; readonly fee: string; readonly freeFrom: string }[];
  readonly feeBelongsTo: Service['feeBelongsTo'];
  readonly packaging: readonly {
    readonly id: string;
    readonly name: string;
    readonly price: string;
    readonly per: 'order' | 'item';
    readonly orderTypes: readonly OrderType[];
  }[];
  readonly staffPercent: string;
  readonly staffPerDay: string;
};

/** What keeps a draft from being saved, by the part that it is in. */
export type ServiceFault = 'area' | 'table-twice' | 'zone' | 'zone-twice' | 'packaging' | 'packaging-twice' | 'staff' | 'other';

export function draftOf({ areas, zones, feeBelongsTo, packaging, staffMeal }: Service): ServiceDraft {
  return {
    areas: areas.map(({ id, name, tables }) => ({ id, name, tables: tables.map((table) => table.name).join(', ') })),
    zones: zones.map(({ id, neighborhood, fee, freeFrom }) => ({
      id,
      neighborhood,
      fee: String(fee),
      freeFrom: freeFrom === undefined ? '' : String(freeFrom),
    })),
    feeBelongsTo,
    packaging: packaging.map((rule) => ({ ...rule, price: String(rule.price) })),
    staffPercent: String(staffMeal.priceBp / 100),
    staffPerDay: String(staffMeal.perDay),
  };
}

/** What a draft stands for, or why it can't be kept. Tables keep their id by their name, so that open orders stay where they are. */
export function serviceOf(
  draft: ServiceDraft,
  before: Service,
  newId: () => string,
): { readonly ok: true; readonly service: Service } | { readonly ok: false; readonly fault: ServiceFault } {
  const fault = faultOf(draft);
  if (fault) return { ok: false, fault };
  const known = new Map(before.areas.flatMap(({ id, tables }) => tables.map((table) => [`${id} ${table.name}`, table])));
  const service = {
    areas: draft.areas.map(({ id, name, tables }) => ({
      id,
      name: name.trim(),
      tables: namesOf(tables).map((table) => known.get(`${id} ${table}`) ?? { id: newId(), name: table }),
    })),
    zones: draft.zones.map(({ id, neighborhood, fee, freeFrom }) => ({
      id,
      neighborhood: neighborhood.trim(),
      fee: money(amountOf(fee) ?? 0),
      ...(freeFrom.trim() === '' ? {} : { freeFrom: money(amountOf(freeFrom) ?? 0) }),
    })),
    feeBelongsTo: draft.feeBelongsTo,
    packaging: draft.packaging.map(({ id, name, price, per, orderTypes }) => ({
      id,
      name: name.trim(),
      price: money(amountOf(price) ?? 0),
      per,
      orderTypes: [...orderTypes],
    })),
    staffMeal: { priceBp: Math.round((percentOf(draft.staffPercent) ?? 0) * 100), perDay: amountOf(draft.staffPerDay) ?? 0 },
  };
  const parsed = serviceSettingsSchema.omit({ id: true }).safeParse(service);
  return parsed.success ? { ok: true, service: parsed.data } : { ok: false, fault: 'other' };
}

/** Names as somebody writes them: with commas, or one under the other. */
export function namesOf(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((name) => name.trim().slice(0, 20))
    .filter((name) => name !== '');
}

/** Pesos as people write them; undefined when it is no amount. */
export function amountOf(text: string): number | undefined {
  const digits = text.replaceAll(/[.\s$]/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

function percentOf(text: string): number | undefined {
  const percent = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && percent >= 0 && percent <= 100 ? percent : undefined;
}

function faultOf(draft: ServiceDraft): ServiceFault | undefined {
  const faults: readonly (readonly [ServiceFault, boolean])[] = [
    ['area', draft.areas.some(({ name }) => name.trim() === '')],
    ['table-twice', draft.areas.some(({ tables }) => hasTwice(namesOf(tables)))],
    ['zone', draft.zones.some(({ neighborhood, fee, freeFrom }) => isBadZone(neighborhood, fee, freeFrom))],
    ['zone-twice', hasTwice(draft.zones.map(({ neighborhood }) => neighborhood.trim().toLowerCase()))],
    [
      'packaging',
      draft.packaging.some((rule) => rule.name.trim() === '' || amountOf(rule.price) === undefined || rule.orderTypes.length === 0),
    ],
    ['packaging-twice', hasTwice(draft.packaging.flatMap(({ orderTypes }) => orderTypes))],
    ['staff', percentOf(draft.staffPercent) === undefined || (amountOf(draft.staffPerDay) ?? 99) > 20],
  ];
  return faults.find(([, isSo]) => isSo)?.[0];
}

function isBadZone(neighborhood: string, fee: string, freeFrom: string): boolean {
  return neighborhood.trim() === '' || amountOf(fee) === undefined || (freeFrom.trim() !== '' && amountOf(freeFrom) === undefined);
}

function hasTwice(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}
