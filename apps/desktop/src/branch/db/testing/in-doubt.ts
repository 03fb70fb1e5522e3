// D4: a till that dies between the commit and the answer, and a cashier who rings the same cart up again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sayFigure } from '@fastops/shared/testing/soak';
import { onShift, openTill } from '../../testing/branch-fixture.ts';
import type { RungUp, Told } from './file-oracles.ts';
import { heard, openShop } from './kills.ts';

const VICTIM = fileURLToPath(new URL('../../testing/ring-up-victim.ts', import.meta.url));

export type InDoubt = {
  /** Orders that the screen shows as paid after the restart, before anybody rings them up again. */
  readonly shownAsPaid: number;
  /** Times that ringing up again did anything but show the same order. */
  readonly duplicates: number;
};

/** So many deaths in doubt, on one till after the other. */
export async function dieInDoubt(deaths: number): Promise<InDoubt> {
  const shop = await openShop();
  let found: InDoubt = { shownAsPaid: 0, duplicates: 0 };
  try {
    for (let death = 0; death < deaths; death += 1) {
      const order = await orderInDoubt(JSON.stringify({ ...shop, diesInDoubt: true }));
      const { isShown, isSame } = await rungUpAgain(shop.folder, order);
      found = { shownAsPaid: found.shownAsPaid + (isShown ? 1 : 0), duplicates: found.duplicates + (isSame ? 0 : 1) };
    }
    return found;
  } finally {
    rmSync(shop.folder, { recursive: true, force: true });
  }
}

/** Prints the figure of D4. */
export function tellInDoubt(deaths: number, { shownAsPaid, duplicates }: InDoubt): void {
  const also = `${shownAsPaid} shown as paid after the restart`;
  sayFigure({ id: 'D4', trials: deaths, of: 'deaths between commit and answer', bad: duplicates, named: 'duplicates', also });
}

async function orderInDoubt(orders: string): Promise<RungUp> {
  const child = spawn(process.execPath, [VICTIM, orders], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  const told: Told = { begun: new Map(), done: [] };
  lines.on('line', (line) => heard(line, told));
  await once(lines, 'close');
  const [order] = [...told.begun.values()];
  if (!order || told.done.length > 0 || told.begun.size > 1) throw new Error('the till did not die in doubt');
  return order;
}

async function rungUpAgain(folder: string, order: RungUp): Promise<{ isShown: boolean; isSame: boolean }> {
  const till = await onShift(openTill(folder));
  const events = () => till.core.db.get<{ n: number }>('SELECT count(*) AS n FROM events')?.n;
  const shown = (await till.call.orders.recent({ limit: 200 })).find(({ id }) => id === order.orderId);
  const before = events();
  const answer = await till.call.orders.ringUp(order);
  const isSame = answer.ok && answer.value.id === order.orderId && events() === before;
  till.close();
  return { isShown: shown !== undefined && shown.settledAt !== null && shown.paid === shown.total, isSame };
}
