import { expect, onTestFinished, test } from 'vitest';
import { becomeHub, demolishTill, prepareTill, sell, startTill, until, type RunningTill } from '../testing/lan-shop.ts';
import { newLanCredential } from './certificate.ts';
import { joinHub } from './lan-join.ts';
import { openLine, type LanLine } from './lan-line.ts';

/** A hub without any cloud, and a kitchen screen that typed its code. */
async function aKitchen(): Promise<{ hub: RunningTill; screen: LanLine; peerId: string }> {
  const hub = await startTill(await prepareTill({ letter: 'A', number: 1 }));
  onTestFinished(() => demolishTill(hub));
  await becomeHub(hub);
  const at = { address: '127.0.0.1', port: hub.till.lanPort };
  const credential = newLanCredential('Cocina');
  const { code } = await hub.call.lan.offerCode({ kind: 'kitchen' });
  const claims = { name: 'Cocina', addresses: [], port: 1 };
  const joined = await joinHub({ ...at, code }, { credential, claims, grant: undefined });
  if (!joined.ok) throw new Error(joined.refusal.code);
  const screen = await openLine(at, credential, [joined.value.hub.certificate]);
  onTestFinished(screen.close);
  return { hub, screen, peerId: joined.value.peer.peerId };
}

test('S12 LAN: a kitchen screen sees orders as they are sold, with the cloud off', async () => {
  const { hub, screen } = await aKitchen();
  const heard: unknown[] = [];
  await new Promise<void>((resolve) => {
    const on = { onStarted: () => resolve(), onData: (topics: unknown) => heard.push(topics) };
    const subscription = screen.client.subscription('terminal.changes', undefined, on);
    onTestFinished(() => subscription.unsubscribe());
  });
  const order = await sell(hub);
  await until(() => JSON.stringify(heard).includes('orders'));
  expect(await screen.client.query('orders.recent', { limit: 10 })).toMatchObject([{ id: order, paid: 25_000 }]);
  expect(await screen.client.query('orders.find', { orderId: order })).toMatchObject({ ok: true, value: { lines: [{}] } });
  expect(await screen.client.mutation('peer.greet', { hub: null })).toMatchObject({ hub: { term: 1 }, tills: [{ name: 'Caja A' }] });
});

test('threat 9: a kitchen screen reads orders and can do nothing else', async () => {
  const { hub, screen } = await aKitchen();
  for (const path of ['orders.ringUp', 'orders.cancelDraft', 'peer.push', 'peer.pull', 'identity.login', 'lan.takeRole', 'terminal.enrol'])
    await expect(screen.client.mutation(path, {})).rejects.toThrow(/^No "mutation"-procedure/);
  // It can't shut the hub by claiming that there is a later one either.
  const { lan } = hub.branch.services;
  const later = { ...lan.place(), peerId: '00000000-0000-7000-8000-000000000099', kind: 'till', name: 'Otra', term: 900 };
  await screen.client.mutation('peer.greet', { hub: later });
  expect((await hub.call.lan.status())?.role).toBe('hub');
});

test('threat 9: a kitchen screen that was unpaired is hung up on', async () => {
  const { hub, screen, peerId } = await aKitchen();
  await hub.call.lan.unpair({ peerId });
  await screen.closed;
  expect((await hub.call.lan.status())?.peers).toHaveLength(1);
});
