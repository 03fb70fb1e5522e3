import { afterEach, expect, test } from 'vitest';
import type { DrawerState } from '@fastops/shared/printing/printer-condition';
import { anOrder, demolish, onShift, openTill, restart, type Till } from '../testing/branch-fixture.ts';
import { drawerAlarm } from '../modules/cash/drawer-alarm.service.ts';
import { startDrawerWatch } from './drawer-watch.ts';

let till: Till;
afterEach(() => demolish(till));

const leftOpen = () =>
  till.core.db.all<{ body: string }>("SELECT body FROM events WHERE type = 'drawer.left-open'").map(({ body }) => JSON.parse(body));

test('a drawer that stands open for longer than the shop allows is a fact, once, and rings until it is shut', async () => {
  till = await onShift(openTill());
  let state: DrawerState = 'shut';
  const { look, stop } = startDrawerWatch({ core: till.core, sensor: () => state, everyMs: 3_600_000 });
  const after = (seconds: number) => {
    till.clock.now += seconds * 1000;
    look();
  };
  const alarm = () => drawerAlarm(till.core.readContext({ id: '', name: '', role: '', permissions: 0n }), () => state);
  await till.call.orders.ringUp(anOrder(till));
  look();
  state = 'open';
  after(1);
  after(59);
  expect(alarm()).toBeNull();
  after(1);
  after(30);
  expect(leftOpen()).toEqual([{ seconds: 60 }]);
  expect(alarm()).toMatchObject({ since: till.clock.now - 90_000 });
  state = 'shut';
  after(1);
  expect(alarm()).toBeNull();
  state = 'open';
  after(1);
  after(61);
  expect(leftOpen()).toHaveLength(2);
  stop();
});

test('without a shift, and with a printer that can’t say, nothing rings', async () => {
  till = openTill();
  const open = startDrawerWatch({ core: till.core, sensor: () => 'open', everyMs: 3_600_000 });
  open.look();
  till.clock.now += 600_000;
  open.look();
  open.stop();
  till = await onShift(restart(till));
  const mute = startDrawerWatch({ core: till.core, sensor: () => 'unknown', everyMs: 3_600_000 });
  mute.look();
  till.clock.now += 600_000;
  mute.look();
  mute.stop();
  expect(leftOpen()).toEqual([]);
});
