import { DEFAULT_KITCHEN, kitchenSettingsSchema, type KitchenSettings, type Station } from '@fastops/shared/kitchen/station';
import type { BranchCore } from '../core.ts';
import { applyMaster } from '../modules/catalog/catalog.service.ts';
import { COMPANY, TERMINAL } from './branch-fixture.ts';

export function aStation(id: string, changes: Partial<Station> = {}): Station {
  return { id, name: id, kind: 'work', output: 'screen', productIds: [], categoryIds: [], prepSeconds: 300, ...changes };
}

export function aKitchen(changes: Partial<KitchenSettings> = {}): KitchenSettings {
  const stations = [aStation('fry'), aStation('drinks', { prepSeconds: 60 }), aStation('expo', { kind: 'expo' })];
  return kitchenSettingsSchema.parse({ ...DEFAULT_KITCHEN, id: TERMINAL.branchId, stations, ...changes });
}

/** Sets the branch's kitchen up, as if the cloud had sent it. */
export function setUpKitchen(core: BranchCore, settings: KitchenSettings = aKitchen(), version = 1): void {
  const master = { kind: 'kitchen-settings', id: settings.id, version, deleted: false, doc: settings };
  core.transaction((db) => applyMaster(db, COMPANY, master), ['catalog']);
}
