import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import type { Menu } from '@fastops/shared/catalog/product';
import { quantile } from '@fastops/shared/kitchen/times';
import { VirtualPrinter } from '../src/branch/testing/virtual-printer/virtual-printer.ts';
import { DemoCloud } from './support/demo-cloud.ts';
import { kitchenBrowser, lookAt, showView } from './support/kitchen-browser.ts';
import { placeOrder, type Wish } from './support/kitchen-orders.ts';
import { logIn, openShift, openTill } from './support/till-window.ts';

const ORDERS = 60;
/** Ten minutes of a shop, sixty times as fast: an order every ten seconds there. */
const PACE_MS = 10_000 / 60;
/** Stations whose screen is there all the time: the others' tickets wait until another screen takes them over, or for paper. */
const WATCHED: ReadonlySet<string> = new Set(['freidora', 'empaque']);
const WISHES: readonly (readonly Wish[])[] = [
  [{ product: 'Ranchera', quantity: 2, without: true }, { product: 'Gaseosa' }],
  [{ product: 'Perro especial' }, { product: 'Papa francesa', quantity: 2 }],
  [{ product: 'Hamburguesa especial', note: 'sin salsas' }, { product: 'Malta' }, { product: 'Trifásica', size: 'Familiar' }],
  [{ product: 'Agua 600 ml', quantity: 3 }],
];

test('R6, R7: a rush with the cloud off; a screen and a printer die on the way; every line is bumped exactly once', async () => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'rush-'));
  const printer = new VirtualPrinter();
  await printer.powerOn();
  const cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  const till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '', lanPort: await freePort() });
  try {
    await logIn(till.page, 'Marta', '4321');
    await openShift(till.page);
    const menu = await till.call<Menu>('query', 'catalog.menu');
    await cloud.stop();
    await till.call('mutation', 'printing.add', {
      id: '00000000-0000-7000-8000-0000000000aa',
      name: 'Cocina',
      role: 'kitchen',
      profileId: 'generic-80',
      transport: { kind: 'tcp', host: '127.0.0.1', port: printer.port },
    });
    await till.call('mutation', 'lan.takeRole');
    await expect.poll(async () => (await till.call<{ kitchen: unknown }>('query', 'lan.status')).kitchen).not.toBeNull();
    const kitchen = await kitchenBrowser(till);
    const [fryer, everything, expo] = [await kitchen.open('Freidora'), await kitchen.open('Todo'), await kitchen.open('Empaque')];
    await showView(fryer, 'Freidora');
    await showView(expo, 'Empaque');
    // Two screens show the same fryer: both cooks press for the same tickets.
    for (const screen of [fryer, everything]) await cookAt(screen);
    for (let n = 0; n < ORDERS; n += 1) {
      await placeOrder(till, menu, { wishes: WISHES[n % WISHES.length] ?? [], orderType: n % 3 === 0 ? 'takeaway' : 'dine_in' });
      if (n === 20) await everything.close();
      if (n === 30) await printer.powerOff();
      if (n === 40) await showView(fryer, 'Todas');
      await till.page.waitForTimeout(PACE_MS);
    }
    await lookAt(expo, 'rush-expo');
    await expect.poll(() => cardsAt(till), { timeout: 120_000 }).toBe(0);
    await cookAt(expo);
    await expect(expo.getByTestId('kitchen-card')).toHaveCount(0, { timeout: 60_000 });
    await kitchen.browser.close();
  } finally {
    await till.close();
    await printer.powerOff();
    await cloud.stop();
  }
  const found = factsOf(join(folder, 'till', 'branch.db'));
  rmSync(folder, { recursive: true, force: true });
  const p95 = quantile(found.toScreenMs, 0.95) ?? Number.POSITIVE_INFINITY;
  console.log(
    `rush: ${found.orders} orders, ${found.lines} lines at their stations, ${found.bumps} bumped (${found.twice} twice); ` +
      `${found.unprinted} papers still known to the queue; to a screen p50 ${quantile(found.toScreenMs, 0.5)} ms, p95 ${p95} ms of ${found.toScreenMs.length}`,
  );
  expect(found).toMatchObject({ orders: ORDERS, twice: 0, bumps: found.lines, unseen: 0, lostPapers: 0 });
});

/** A quick cook: the two oldest cards, five times a second. */
async function cookAt(page: Page): Promise<void> {
  await page.evaluate(() => {
    setInterval(() => {
      for (const button of [...document.querySelectorAll<HTMLButtonElement>('[data-testid="kitchen-bump"]')].slice(0, 2)) button.click();
    }, 200);
  });
}

async function cardsAt(till: { call<T>(type: 'query', path: string, input: unknown): Promise<T> }): Promise<number> {
  return (await till.call<{ cards: unknown[] }>('query', 'kitchen.board', { stationIds: [] })).cards.length;
}

type FactRow = { readonly type: string; readonly entity_id: string; readonly at: number; readonly body: string };

/** What the log says of the rush, read from the file after everybody went home. */
function factsOf(file: string) {
  const db = new Sqlite(file, { readonly: true });
  const facts = db.prepare<[], FactRow>("SELECT type, entity_id, at, body FROM events WHERE type LIKE 'kitchen.%'").all();
  const { orders } = db.prepare<[], { orders: number }>("SELECT count(*) AS orders FROM events WHERE type = 'order.placed'").get() ?? {
    orders: 0,
  };
  const jobs = db.prepare<[], { state: string }>("SELECT state FROM print_jobs WHERE kind = 'kitchen'").all();
  db.close();
  const of = (type: string) => facts.filter((fact) => fact.type === type);
  const fired = of('kitchen.ticket-fired');
  const bumped = of('kitchen.lines-bumped').flatMap(({ entity_id, body }) =>
    JSON.parse(body).lineIds.map((id: string) => `${entity_id} ${id}`),
  );
  const acknowledged = of('kitchen.ticket-acknowledged');
  const watched = fired.filter(({ body }) => WATCHED.has(JSON.parse(body).stationId));
  const firedAt = new Map(watched.map(({ entity_id, at }) => [entity_id, at]));
  const byScreen = acknowledged.filter(({ body }) => JSON.parse(body).by === 'screen');
  const seen = new Set(acknowledged.map(({ entity_id }) => entity_id));
  return {
    orders,
    lines: fired.reduce((sum, { body }) => sum + JSON.parse(body).lines.length, 0),
    bumps: bumped.length,
    twice: bumped.length - new Set(bumped).size,
    unseen: fired.filter(({ entity_id }) => !seen.has(entity_id)).length,
    unprinted: jobs.filter(({ state }) => state !== 'printed').length,
    lostPapers: fired.filter(({ body }) => JSON.parse(body).onPaper).length - jobs.length,
    toScreenMs: byScreen.flatMap(({ entity_id, at }) => {
      const since = firedAt.get(entity_id);
      return since === undefined ? [] : [at - since];
    }),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
