import type { Station } from '@fastops/shared/kitchen/station';
import { thresholdOf } from '@fastops/shared/kitchen/station';
import { orderTypeSchema, type OrderType } from '@fastops/shared/orders/order.events';

import type { Kitchen } from './kitchen.queries.ts';

/** A station while it is being written; its id stays, since menu and log name it. */
export type StationDraft = Omit<Station, 'prepSeconds'> & { readonly key: string; readonly prepMinutes: string };
export type LadderStep = 'paper' | 'alarm' | 'dashboard';
type Times = { readonly warn: string; readonly late: string };

export type KitchenDraft = {
  readonly stations: readonly StationDraft[];
  readonly thresholds: Readonly<Record<OrderType, Times>>;
  readonly ladder: Readonly<Record<LadderStep, string>>;
};

export const LADDER_STEPS = ['paper', 'alarm', 'dashboard'] as const;
export const ORDER_TYPES: readonly OrderType[] = orderTypeSchema.options;
const MOST_SECONDS = 7_200;
const MOST_STATIONS = 20;

export function draftOf(kitchen: Kitchen): KitchenDraft {
  const { paperSeconds, alarmSeconds, dashboardSeconds } = kitchen.ladder;
  const times = ORDER_TYPES.map((type): [OrderType, Times] => {
    const { warnSeconds, lateSeconds } = thresholdOf(kitchen, type);
    return [type, { warn: minutesText(warnSeconds), late: minutesText(lateSeconds) }];
  });
  return {
    stations: kitchen.stations.map(({ prepSeconds, ...station }) => ({
      ...station,
      key: station.id,
      prepMinutes: minutesText(prepSeconds),
    })),
    thresholds: Object.fromEntries(times) as Record<OrderType, Times>,
    ladder: { paper: String(paperSeconds), alarm: String(alarmSeconds), dashboard: String(dashboardSeconds) },
  };
}

/** What keeps a draft from being saved: the words of it, each where it belongs. */
export type Fault = { readonly at: string; readonly word: 'name' | 'minutes' | 'seconds' | 'order' | 'ladder' | 'work' };

export function faultsOf(draft: KitchenDraft): Fault[] {
  const stations = draft.stations.flatMap(({ key, name, prepMinutes }): Fault[] => [
    ...(name.trim() === '' ? [{ at: `${key} name`, word: 'name' as const }] : []),
    ...(secondsOf(prepMinutes) === undefined ? [{ at: `${key} prep`, word: 'minutes' as const }] : []),
  ]);
  const work: Fault[] = draft.stations.some(({ kind }) => kind === 'work') ? [] : [{ at: 'stations', word: 'work' }];
  return [...stations, ...work, ...ORDER_TYPES.flatMap((type) => timeFaults(type, draft.thresholds[type])), ...ladderFaults(draft.ladder)];
}

function timeFaults(type: OrderType, { warn, late }: Times): Fault[] {
  const [warnSeconds, lateSeconds] = [secondsOf(warn), secondsOf(late)];
  if (warnSeconds === undefined) return [{ at: `${type} warn`, word: 'minutes' }];
  if (lateSeconds === undefined) return [{ at: `${type} late`, word: 'minutes' }];
  return warnSeconds > lateSeconds ? [{ at: `${type} late`, word: 'order' }] : [];
}

function ladderFaults(ladder: KitchenDraft['ladder']): Fault[] {
  const seconds = LADDER_STEPS.map((step) => wholeOf(ladder[step]));
  return LADDER_STEPS.flatMap((step, index): Fault[] => {
    const mine = seconds[index];
    if (mine === undefined) return [{ at: step, word: 'seconds' }];
    return mine < (seconds[index - 1] ?? 0) ? [{ at: step, word: 'ladder' }] : [];
  });
}

/** What is saved; undefined while something is wrong. */
export function kitchenOf(draft: KitchenDraft): Kitchen | undefined {
  if (faultsOf(draft).length > 0) return undefined;
  const seconds = (text: string) => secondsOf(text) ?? 0;
  return {
    stations: withIds(draft.stations).map(({ key: _, prepMinutes, ...station }) => ({
      ...station,
      name: station.name.trim(),
      prepSeconds: seconds(prepMinutes),
    })),
    thresholds: Object.fromEntries(
      ORDER_TYPES.map((type) => {
        const { warn, late } = draft.thresholds[type];
        return [type, { warnSeconds: seconds(warn), lateSeconds: seconds(late) }];
      }),
    ),
    ladder: {
      paperSeconds: wholeOf(draft.ladder.paper) ?? 0,
      alarmSeconds: wholeOf(draft.ladder.alarm) ?? 0,
      dashboardSeconds: wholeOf(draft.ladder.dashboard) ?? 0,
    },
  };
}

/** One more station; undefined when there are as many as there can be. */
export function withStation(draft: KitchenDraft, station: { key: string; name: string }): KitchenDraft {
  if (draft.stations.length >= MOST_STATIONS) return draft;
  const fresh = { id: '', kind: 'work', output: 'both', productIds: [], categoryIds: [], prepMinutes: '5' } as const;
  return { ...draft, stations: [...draft.stations, { ...fresh, productIds: [], categoryIds: [], ...station }] };
}

/** New stations are called in the log what people call them, `freidora-2` where there is one. */
function withIds(stations: readonly StationDraft[]): StationDraft[] {
  const taken = new Set(stations.map(({ id }) => id).filter((id) => id !== ''));
  return stations.map((station) => {
    if (station.id !== '') return station;
    const plain = station.name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    const base =
      plain
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-+|-+$/g, '')
        .slice(0, 36) || 'estacion';
    let id = base;
    for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
    taken.add(id);
    return { ...station, id };
  });
}

function minutesText(seconds: number): string {
  return String(Math.round(seconds / 6) / 10).replace('.', ',');
}

function secondsOf(minutes: string): number | undefined {
  const text = minutes.trim().replace(',', '.');
  const seconds = Math.round(Number(text) * 60);
  return /^\d{1,3}(\.\d)?$/.test(text) && seconds <= MOST_SECONDS ? seconds : undefined;
}

function wholeOf(text: string): number | undefined {
  return /^\d{1,4}$/.test(text.trim()) && Number(text) <= MOST_SECONDS ? Number(text) : undefined;
}
