import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { answers, prepareTill, until, type ShopTill } from '../testing/lan-shop.ts';
import { hasPrinted, knows, logOf, runTill, sellAt, type TillProcess } from '../testing/lan-processes.ts';

async function aTill(letter: string, number: number): Promise<ShopTill> {
  const till = await prepareTill({ letter, number });
  onTestFinished(() => rmSync(till.env.dataDir, { recursive: true, force: true }));
  return till;
}

async function run(till: ShopTill): Promise<TillProcess> {
  const running = await runTill(till);
  onTestFinished(running.kill);
  return running;
}

async function pair(hub: TillProcess, till: TillProcess): Promise<void> {
  const { code } = await hub.call.lan.offerCode.mutate({ kind: 'till' });
  const at = { address: '127.0.0.1', port: hub.till.lanPort };
  expect(await till.call.lan.join.mutate({ ...at, code })).toMatchObject({ ok: true });
  await until(async () => (await till.call.lan.status.query())?.isConnected === true);
}

test(
  'S12 LAN: the hub’s plug is pulled, another till takes over by one call, and the old hub is fenced when it returns',
  { timeout: 120_000 },
  async () => {
    const [a, b, c] = [await aTill('A', 1), await aTill('B', 2), await aTill('C', 3)];
    let hub = await run(a);
    const [second, third] = [await run(b), await run(c)];
    await hub.call.lan.takeRole.mutate();
    for (const till of [second, third]) await pair(hub, till);
    const before = [await sellAt(hub), await sellAt(second), await sellAt(third)];
    for (const till of [hub, second, third]) for (const order of before) await until(() => knows(till, order));

    await hub.kill();
    const pulledAt = performance.now();
    await until(async () => (await third.call.lan.status.query())?.isConnected === false);
    // Nobody waits for the hub: both sell on, and their own kitchen printers get the tickets.
    const meanwhile = [await sellAt(second), await sellAt(third)];
    for (const [till, order] of [
      [second, meanwhile[0]],
      [third, meanwhile[1]],
    ] as const)
      await until(() => hasPrinted(till, order ?? ''));

    await second.call.lan.takeRole.mutate();
    await until(async () => (await third.call.lan.status.query())?.isConnected === true);
    process.stdout.write(
      `take-over: ${Math.round(performance.now() - pulledAt)} ms from the pulled plug to the third till on the new hub\n`,
    );
    expect(await third.call.lan.status.query()).toMatchObject({ role: 'peer', hubName: 'Caja B', term: 2 });
    for (const order of meanwhile) await until(async () => (await knows(second, order)) && (await knows(third, order)));

    hub = await run(a);
    await until(async () => (await hub.call.lan.status.query())?.role === 'peer');
    const fenced = await hub.call.lan.status.query();
    expect([fenced?.fencedAt === null, fenced?.door, await answers(a)]).toEqual([false, null, false]);
    const after = await sellAt(hub);
    for (const till of [hub, second, third]) for (const order of [...before, ...meanwhile, after]) await until(() => knows(till, order));
    // The hello of a peer may still be on its way when the last sale is everywhere: the logs become equal, and stay so.
    await until(() => new Set([hub, second, third].map((till) => JSON.stringify(logOf(till)))).size === 1);
    expect(logOf(hub).taken).toBe(6 * 25_000);
  },
);
