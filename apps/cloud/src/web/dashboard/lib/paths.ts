/** Addresses of the screens. */
export const PATHS = { today: '/', branches: '/sucursales' } as const;
/** The filter every report shares. */
export const BRANCH_FILTER = 'sucursal';
