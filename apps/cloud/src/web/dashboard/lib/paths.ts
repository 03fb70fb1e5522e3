/** Addresses of the screens. */
export const PATHS = {
  today: '/',
  reports: '/informes',
  branches: '/sucursales',
  cash: '/caja',
  people: '/personas',
  tickets: '/tiquetes',
  menu: '/menu',
  stock: '/inventario',
  settings: '/configuracion',
  subscription: '/suscripcion',
  forgot: '/olvido',
  newPassword: '/clave',
  invitation: '/invitacion',
  signUp: '/registro',
  operator: '/operador',
} as const;
/** The page of one branch. */
export function branchPath(branchId: string): string {
  return `${PATHS.branches}/${branchId}`;
}

/** Which branch an address is the page of. */
export function branchOfPath(path: string): string | undefined {
  const [, under, branchId, ...deeper] = path.split('/');
  return `/${under}` === PATHS.branches && branchId && deeper.length === 0 ? branchId : undefined;
}

/** The page of one invoice of ours. */
export function invoicePath(id: string): string {
  return `${PATHS.subscription}/${id}`;
}

/** Which invoice an address is the page of. */
export function invoiceOfPath(path: string): string | undefined {
  const [, under, id, ...deeper] = path.split('/');
  return `/${under}` === PATHS.subscription && id && deeper.length === 0 ? id : undefined;
}

/** The pages of the settings, each at an address of its own. */
export const SETTINGS_PAGES = ['personas-en-caja', 'limites', 'servicio', 'cocina', 'clientes', 'avisos', 'empresa', 'api'] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

/** Screens of their own that the list of the settings leads to. */
export const UNDER_SETTINGS = [PATHS.people, PATHS.tickets, PATHS.subscription] as const;

export function settingsPath(page: SettingsPage): string {
  return `${PATHS.settings}/${page}`;
}

/** Which page of the settings an address is; `undefined` for the list of them. */
export function settingsPageOf(path: string): SettingsPage | undefined {
  return SETTINGS_PAGES.find((page) => path === settingsPath(page));
}

/** Which part of the people page is open. */
export const PEOPLE_PART = 'ver';

/** The filter every report shares. */
export const BRANCH_FILTER = 'sucursal';
