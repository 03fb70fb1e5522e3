import { DEFAULT_KITCHEN, kitchenSettingsSchema } from '@fastops/shared/kitchen/station';
import { expect, test } from 'vitest';

import { draftOf, faultsOf, kitchenOf, withStation } from './kitchen-draft.ts';

const id = '00000000-0000-7000-8000-000000000001';
const usual = draftOf(DEFAULT_KITCHEN);

test('a kitchen that is opened and saved is the same, with what used to be understood written out', () => {
  const saved = kitchenOf(usual);
  expect(saved).toMatchObject({ stations: DEFAULT_KITCHEN.stations, ladder: DEFAULT_KITCHEN.ladder });
  expect(saved?.thresholds.delivery).toEqual({ warnSeconds: 420, lateSeconds: 900 });
  expect(kitchenSettingsSchema.parse({ id, ...saved })).toEqual({ id, ...saved });
  expect(saved && kitchenOf(draftOf(saved))).toEqual(saved);
});

test('a new station is called in the log what people call it, and no two are called the same', () => {
  const three = ['Freidora Ñoña', 'Freidora ñoña', '¡!'].reduce((draft, name, n) => withStation(draft, { key: String(n), name }), usual);
  expect(kitchenOf(three)?.stations.map((station) => station.id)).toEqual(['cocina', 'freidora-nona', 'freidora-nona-2', 'estacion']);
});

test.each([
  [{ ...usual, stations: usual.stations.map((station) => ({ ...station, name: ' ' })) }, 'name'],
  [{ ...usual, stations: usual.stations.map((station) => ({ ...station, prepMinutes: 'rápido' })) }, 'minutes'],
  [{ ...usual, stations: usual.stations.map((station) => ({ ...station, kind: 'expo' as const })) }, 'work'],
  [{ ...usual, thresholds: { ...usual.thresholds, counter: { warn: '9', late: '5' } } }, 'order'],
  [{ ...usual, ladder: { ...usual.ladder, alarm: '5' } }, 'ladder'],
  [{ ...usual, ladder: { ...usual.ladder, paper: '-1' } }, 'seconds'],
])('nothing is saved while something is wrong', (draft, word) => {
  expect(faultsOf(draft).map((fault) => fault.word)).toContain(word);
  expect(kitchenOf(draft)).toBeUndefined();
});
