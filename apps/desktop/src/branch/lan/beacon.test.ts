import { createSocket } from 'node:dgram';
import { expect, onTestFinished, test } from 'vitest';
import { becomeHub, demolishTill, freePort, pairTill, prepareTill, startTill, until, type RunningTill } from '../testing/lan-shop.ts';
import { broadcastOf } from './beacon.ts';

async function aTill(letter: string, number: number, beaconPort: number): Promise<RunningTill> {
  const running = await startTill(await prepareTill({ letter, number, beaconPort }));
  onTestFinished(() => demolishTill(running));
  return running;
}

test('a till finds the hub of its branch without an address, and hears nothing of who is no hub', async () => {
  const beaconPort = await freePort();
  const [hub, till] = [await aTill('A', 1, beaconPort), await aTill('B', 2, beaconPort)];
  expect(await till.call.lan.around()).toEqual([]);
  await becomeHub(hub);
  await until(async () => (await till.call.lan.around()).length > 0);
  expect(await till.call.lan.around()).toMatchObject([{ name: 'Caja A', address: '127.0.0.1', port: hub.till.lanPort }]);
  expect(await hub.call.lan.around()).toEqual([]);
});

test('what else is said on the port is passed over, and another branch’s hub too', async () => {
  const beaconPort = await freePort();
  const till = await aTill('B', 2, beaconPort);
  const stranger = createSocket('udp4');
  onTestFinished(() => void stranger.close());
  const callout = { fastops: 1, branch: 'ab'.repeat(16), name: 'Caja X', port: 1, key: 'ab'.repeat(8) };
  for (const text of ['', 'hello', '{"fastops":2}', JSON.stringify(callout), 'x'.repeat(5_000)])
    await new Promise((resolve) => stranger.send(Buffer.from(text), beaconPort, '127.0.0.1', resolve));
  const hub = await aTill('A', 1, beaconPort);
  await becomeHub(hub);
  await until(async () => (await till.call.lan.around()).length > 0);
  expect((await till.call.lan.around()).map(({ name }) => name)).toEqual(['Caja A']);
});

test('a hub that came back at another address is found again by those it is paired with', async () => {
  const beaconPort = await freePort();
  const [hub, till] = [await aTill('A', 1, beaconPort), await aTill('B', 2, beaconPort)];
  await becomeHub(hub);
  await pairTill(hub, till);
  await hub.branch.close();
  await until(async () => (await till.call.lan.status())?.isConnected === false);
  const moved = await startTill({ ...hub.till, env: { ...hub.till.env, lanPort: await freePort() } });
  onTestFinished(() => demolishTill(moved));
  await until(async () => (await till.call.lan.status())?.isConnected === true);
});

test.each([
  ['192.168.1.20', '255.255.255.0', '192.168.1.255'],
  ['10.4.7.9', '255.255.240.0', '10.4.15.255'],
  ['127.0.0.1', '255.0.0.0', '127.255.255.255'],
])('the network of %s in %s is called at %s', (address, netmask, broadcast) => {
  expect(broadcastOf(address, netmask)).toBe(broadcast);
});
