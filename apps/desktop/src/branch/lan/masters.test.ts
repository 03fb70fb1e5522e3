import { expect, onTestFinished, test } from 'vitest';
import { aMaster, aMenu, aProduct, SALCHIPAPA, TERMINAL } from '../testing/branch-fixture.ts';
import { becomeHub, demolishTill, pairTill, prepareTill, sell, startTill, until, type RunningTill } from '../testing/lan-shop.ts';
import { applyPage } from '../modules/sync/sync.service.ts';

async function aTill(letter: string, number: number): Promise<RunningTill> {
  const running = await startTill(await prepareTill({ letter, number }));
  onTestFinished(() => demolishTill(running));
  return running;
}

const priceAt = async ({ call }: RunningTill) => (await call.catalog.menu()).products.find(({ id }) => id === SALCHIPAPA)?.price;

/** The cloud reaches this till alone, with one more document than before. */
function hearFromCloud({ branch }: RunningTill, change: { price: number; version: number; epoch?: string }): void {
  const { core } = branch.services;
  const terminal = core.enrolment()?.terminal ?? TERMINAL;
  const master = aMaster({ ...aProduct(), price: change.price as never }, { version: change.version });
  const position = change.epoch === undefined ? aMenu().length + change.version - 1 : 1;
  const page = { scope: 'company', epoch: change.epoch ?? 'e1', head: position, entries: [{ position, master }] } as const;
  core.transaction((db) => applyPage(db, terminal, { ...page, entries: [...page.entries] }), ['catalog']);
}

test('a price that only the hub heard of reaches the tills behind it while their cloud is cut', async () => {
  const [hub, till] = [await aTill('A', 1), await aTill('B', 2)];
  hearFromCloud(hub, { price: 26_000, version: 2 });
  await becomeHub(hub);
  await pairTill(hub, till);
  await until(async () => (await priceAt(till)) === 26_000);
  hearFromCloud(hub, { price: 27_000, version: 3 });
  await until(async () => (await priceAt(till)) === 27_000);
  // What the cloud says itself later is compared by version: an older document changes nothing.
  hearFromCloud(till, { price: 26_000, version: 2 });
  expect(await priceAt(till)).toBe(27_000);
});

test('a hub that follows another lineage of the cloud hands nothing on to a till of the one before', async () => {
  const [hub, till] = [await aTill('A', 1), await aTill('B', 2)];
  hearFromCloud(hub, { price: 9_000, version: 1, epoch: 'e2' });
  await becomeHub(hub);
  await pairTill(hub, till);
  const order = await sell(hub);
  await until(() => till.branch.services.core.db.get('SELECT 1 AS one FROM orders WHERE id = ?', order) !== undefined);
  await sell(till);
  expect(await priceAt(till)).toBe(25_000);
});
