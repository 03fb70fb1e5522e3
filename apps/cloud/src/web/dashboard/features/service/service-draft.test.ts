import { money } from '@fastops/shared/base/money';
import { DEFAULT_SERVICE_SETTINGS } from '@fastops/shared/delivery/service-settings';
import { expect, it } from 'vitest';

import type { Service } from './service.queries.ts';
import { amountOf, draftOf, namesOf, serviceOf } from './service-draft.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
let next = 100;
const newId = () => id((next += 1));
const SERVICE: Service = {
  ...DEFAULT_SERVICE_SETTINGS,
  areas: [
    {
      id: id(1),
      name: 'Salón',
      tables: [
        { id: id(2), name: '1', seats: 4 },
        { id: id(3), name: '2' },
      ],
    },
  ],
  zones: [{ id: id(4), neighborhood: 'Chapinero', fee: money(4_000), freeFrom: money(60_000) }],
  packaging: [{ id: id(5), name: 'Caja', orderTypes: ['delivery'], price: money(500), per: 'item' }],
};

it('what is there comes back as it was', () => {
  expect(serviceOf(draftOf(SERVICE), SERVICE, newId)).toEqual({ ok: true, service: SERVICE });
});

it('a table keeps its id and its seats by its name; a new one gets an id', () => {
  const draft = draftOf(SERVICE);
  const [salon] = draft.areas;
  if (!salon) throw new Error('area');
  const answer = serviceOf({ ...draft, areas: [{ ...salon, tables: '2, 3\n1' }] }, SERVICE, newId);
  const tables = answer.ok ? answer.service.areas[0]?.tables : [];
  expect(tables?.map(({ name, seats }) => [name, seats])).toEqual([
    ['2', undefined],
    ['3', undefined],
    ['1', 4],
  ]);
  expect(tables?.[0]?.id).toBe(id(3));
});

it.each([
  ['area', { areas: [{ id: id(1), name: ' ', tables: '' }] }],
  ['table-twice', { areas: [{ id: id(1), name: 'Salón', tables: '1, 1' }] }],
  ['zone', { zones: [{ id: id(4), neighborhood: 'Chapinero', fee: 'gratis', freeFrom: '' }] }],
  [
    'zone-twice',
    {
      zones: [
        { id: id(4), neighborhood: 'Chapinero', fee: '1', freeFrom: '' },
        { id: id(5), neighborhood: 'chapinero ', fee: '2', freeFrom: '' },
      ],
    },
  ],
  ['packaging', { packaging: [{ id: id(5), name: 'Caja', price: '500', per: 'item' as const, orderTypes: [] }] }],
  ['staff', { staffPercent: '101' }],
])('%s keeps it from being saved', (fault, change) => {
  expect(serviceOf({ ...draftOf(SERVICE), ...change }, SERVICE, newId)).toEqual({ ok: false, fault });
});

it('names and amounts are read as people write them', () => {
  expect(namesOf('1, 2,,\n T1 ')).toEqual(['1', '2', 'T1']);
  expect([amountOf('$ 4.000'), amountOf('0'), amountOf('-1'), amountOf('')]).toEqual([4_000, 0, undefined, undefined]);
});
