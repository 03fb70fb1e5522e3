import { DEFAULT_SERVICE_SETTINGS, serviceSettingsSchema, type ServiceSettings } from '@fastops/shared/delivery/service-settings';

const AREAS = [
  { name: 'Salón', tables: 8, seats: 4 },
  { name: 'Terraza', tables: 4, seats: 2 },
];
const ZONES: readonly (readonly [string, number])[] = [
  ['Chapinero', 4_000],
  ['El Polo', 3_000],
  ['La Soledad', 4_500],
  ['Suba', 8_000],
  ['Teusaquillo', 5_000],
  ['Usaquén', 7_000],
];

/** How a branch of the demo company serves: two areas with tables, where it delivers, what its boxes cost. */
export function serviceOf(branchId: string, stableId: (name: string) => string): ServiceSettings {
  const own = (name: string) => stableId(`${branchId} ${name}`);
  return serviceSettingsSchema.parse({
    ...DEFAULT_SERVICE_SETTINGS,
    id: branchId,
    areas: AREAS.map(({ name, tables, seats }) => ({
      id: own(`area ${name}`),
      name,
      tables: Array.from({ length: tables }, (_, index) => {
        const table = name === 'Salón' ? String(index + 1) : `T${index + 1}`;
        return { id: own(`table ${table}`), name: table, seats };
      }),
    })),
    zones: ZONES.map(([neighborhood, fee]) => ({ id: own(`zone ${neighborhood}`), neighborhood, fee })),
    packaging: [{ id: own('packaging'), name: 'Empaque', orderTypes: ['takeaway', 'delivery', 'pickup'], price: 500, per: 'order' }],
  });
}
