import type { Me } from '../lib/me.ts';
import type { SettingsPage } from '../lib/paths.ts';
import { SETTINGS_PAGES } from '../lib/paths.ts';

/** What it takes to be let into each page; the cloud asks again for each thing that is done there. */
const NEEDED: Readonly<Record<SettingsPage, Me['permissions'][number]>> = {
  'personas-en-caja': 'staff.read',
  limites: 'staff.read',
  cocina: 'branches.read',
  clientes: 'customers.read',
  servicio: 'branches.read',
  empresa: 'company.manage',
};

/** The pages of the settings that there are for somebody. */
export function settingsPagesFor(me: Me): readonly SettingsPage[] {
  return SETTINGS_PAGES.filter((page) => me.somewhere.includes(NEEDED[page]));
}

/** Whether there is one. */
export function mayConfigure(me: Me): boolean {
  return settingsPagesFor(me).length > 0;
}
