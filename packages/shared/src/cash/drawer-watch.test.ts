import { expect, test } from 'vitest';
import type { DrawerState } from '../printing/printer-condition.ts';
import { lookAtDrawer, UNWATCHED, type DrawerWatch } from './drawer-watch.ts';

function looks(states: readonly DrawerState[], alarmSeconds = 60): number[] {
  let watch: DrawerWatch = UNWATCHED;
  return states.flatMap((state, index) => {
    const look = lookAtDrawer(watch, { state, now: index * 10_000, alarmSeconds });
    watch = look.watch;
    return look.ring ? [index] : [];
  });
}
const open = (times: number): DrawerState[] => Array.from({ length: times }, () => 'open');

test('it rings once when the drawer has stood open for as long as the shop allows', () => {
  expect(looks(open(12))).toEqual([6]);
  expect(looks(open(5))).toEqual([]);
});

test('shutting it begins anew; a sensor that says nothing for a while changes nothing', () => {
  expect(looks([...open(8), 'shut', ...open(8)])).toEqual([6, 15]);
  expect(looks([...open(3), 'unknown', 'unknown', ...open(4)])).toEqual([6]);
  expect(looks(Array.from({ length: 20 }, () => 'unknown'))).toEqual([]);
});
