import type { Me } from '../lib/me.ts';
import type { SettingsPage } from '../lib/paths.ts';
import { PATHS, SETTINGS_PAGES, UNDER_SETTINGS } from '../lib/paths.ts';

/** What it takes to be let into each page; the cloud asks again for each thing that is done there. */
const NEEDED: Readonly<Record<SettingsPage, Me['permissions'][number]>> = {
  'personas-en-caja': 'staff.read',
  limites: 'staff.read',
  cocina: 'branches.read',
  clientes: 'customers.read',
  servicio: 'branches.read',
  avisos: 'reports.view',
  empresa: 'company.manage',
  api: 'staff.manage',
};

/** The pages of the settings that there are for somebody. */
export function settingsPagesFor(me: Me): readonly SettingsPage[] {
  // A key is the company's: whoever gives roles at one branch alone makes none.
  return SETTINGS_PAGES.filter((page) => (page === 'api' ? me.permissions : me.somewhere).includes(NEEDED[page]));
}

/** The screens beside them that there are for somebody: who people are and what tickets say, everybody sees. */
export function screensBeside(me: Me): readonly (typeof UNDER_SETTINGS)[number][] {
  return UNDER_SETTINGS.filter((path) => path !== PATHS.subscription || me.permissions.includes('company.manage'));
}
