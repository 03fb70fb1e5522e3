/** Addresses of the screens. */
export const PATHS = {
  today: '/',
  reports: '/informes',
  branches: '/sucursales',
  cash: '/caja',
  people: '/personas',
  tickets: '/tiquetes',
  forgot: '/olvido',
  newPassword: '/clave',
  invitation: '/invitacion',
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

/** Which part of the people page is open. */
export const PEOPLE_PART = 'ver';

/** The filter every report shares. */
export const BRANCH_FILTER = 'sucursal';
