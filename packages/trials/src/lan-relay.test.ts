import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { secretFile } from '@fastops/desktop/branch/adapters/secret-file';
import { composeBranch, type Branch } from '@fastops/desktop/branch/compose';
import { readEnv } from '@fastops/desktop/branch/env';
import { callBranch } from '@fastops/desktop/branch/rpc/router';
import { drained, enrolledTill, startTill } from './testing/trial-till.ts';
import { openTrialCloud, type TrialCloud } from './testing/trial-cloud.ts';

const NOWHERE = 'http://127.0.0.1:9';
const leftovers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clear of leftovers.splice(0).reverse()) await clear();
});

type LanTill = {
  readonly branch: Branch;
  readonly call: ReturnType<typeof callBranch>;
  readonly port: number;
  readonly folder: string;
  stop(): Promise<void>;
};

/** An enrolled till with a door of its own on loopback, a manager logged in, and a cloud that may lead nowhere. */
async function aTill(cloud: TrialCloud, cloudUrl: string): Promise<LanTill> {
  const enrolled = await enrolledTill(cloud, cloud.cloud.url);
  await drained(enrolled);
  await enrolled.stop();
  const { folder } = enrolled;
  const port = await freePort();
  const lan = { FASTOPS_LAN_HOST: '127.0.0.1', FASTOPS_LAN_PORT: String(port), FASTOPS_LAN_BEACON_PORT: '0', FASTOPS_KITCHEN_PORT: '0' };
  const env = readEnv({
    FASTOPS_DATA: folder,
    FASTOPS_SECRETS: `${folder}/secrets`,
    FASTOPS_CLOUD_URL: cloudUrl,
    FASTOPS_LOG: 'silent',
    ...lan,
  });
  const branch = composeBranch(env, secretFile({ path: env.secretsPath, backend: 'file' }));
  let isOpen = true;
  const stop = async () => {
    if (isOpen) await branch.close();
    isOpen = false;
  };
  leftovers.push(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const call = callBranch({ ...branch.services, connection: { actor: undefined } });
  const manager = cloud.demo.staff.find(({ role }) => role === 'manager');
  if (!manager) throw new Error('the shop has no manager');
  expect(await call.identity.login({ staffId: manager.id, pin: manager.pin })).toMatchObject({ ok: true });
  return { branch, call, port, folder, stop };
}

test(
  'S12 LAN: what a till sells without internet is in the cloud through its hub, and once when it brings it itself later',
  { timeout: 120_000 },
  async () => {
    const cloud = await openTrialCloud();
    leftovers.push(() => cloud.close());
    const hub = await aTill(cloud, cloud.cloud.url);
    const till = await aTill(cloud, NOWHERE);
    await hub.call.lan.takeRole();
    await until(async () => (await hub.call.lan.status())?.isConnected === true);
    const { code } = await hub.call.lan.offerCode({ kind: 'till' });
    expect(await till.call.lan.join({ address: '127.0.0.1', port: hub.port, code })).toMatchObject({ ok: true });

    const { products } = await till.call.catalog.menu();
    const plain = products.find(
      ({ kind, sizes, groupIds, soldOut }) => kind === 'single' && sizes.length + groupIds.length === 0 && !soldOut,
    );
    const { newId } = till.branch.services.core.machine;
    for (let sale = 0; sale < 20; sale += 1) {
      const selections = [{ lineId: newId(), productId: plain?.id ?? '', quantity: 1, choices: [] }];
      const order = { orderId: newId(), paymentId: newId(), orderType: 'counter', selections, tendered: money(1_000_000) } as const;
      expect(await till.call.orders.ringUp(order)).toMatchObject({ ok: true });
    }
    const { terminalId } = till.branch.services.core.enrolment()?.terminal ?? { terminalId: '' };
    const own = till.branch.services.core.db
      .all<{ id: string }>('SELECT id FROM events WHERE terminal_id = ? ORDER BY id', terminalId)
      .map(({ id }) => id);
    const inCloud = async () =>
      (await cloud.look<{ id: string }>(`SELECT id FROM events WHERE terminal_id = '${terminalId}' ORDER BY id`)).map(({ id }) => id);
    await until(async () => (await inCloud()).length === own.length);
    expect(await inCloud()).toEqual(own);
    expect((await till.call.sync.status()).online).toBe(false);

    // Its own line comes back: it offers everything again, and nothing is counted twice.
    await till.stop();
    const back = startTill(cloud.cloud.url, { ahead: 0 }, till.folder);
    await drained(back);
    await back.stop();
    expect(await inCloud()).toEqual(own);
    expect(await cloud.look('SELECT reason FROM quarantine')).toEqual([]);
  },
);

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 50));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
