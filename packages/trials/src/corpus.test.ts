import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { helloReply, PROTOCOL_VERSION, pullReply, pushReply } from '@fastops/shared/sync/protocol';
import { thinPullReply } from '@fastops/shared/sync/thin';
import { enrol } from '@fastops/cloud/server/modules/terminals/terminals.service';
import { saveCatalog } from '@fastops/cloud/server/modules/catalog/catalog.service';
import { demoCode, seedElParche } from '@fastops/cloud/server/seed/el-parche';
import { ENGINES, openCloud, type CloudUnderTest, type EngineKind } from '@fastops/cloud/server/testing/cloud-under-test';
import { runByPath } from '@fastops/cloud/server/testing/procedures';
import { oneOfEach } from '@fastops/cloud/server/testing/repeats';
import { aTill } from '@fastops/cloud/server/testing/shop';
import { APP_VERSION } from '@fastops/desktop/branch/compose';
import { recordings, type About } from './testing/corpus.ts';
import { PROTOCOL_1 } from './testing/protocol-1.ts';

/** How the recorded till reads an answer; the newest one as the code does now. */
const READERS: Readonly<Record<number, Readonly<Record<string, z.ZodType>>>> = {
  1: PROTOCOL_1,
  [PROTOCOL_VERSION]: { 'sync.hello': helloReply, 'sync.push': pushReply, 'sync.pull': pullReply, 'sync.pullThin': thinPullReply },
};

test('what this version says is among the recordings', () => {
  const said = recordings().map(({ about }) => `${about.appVersion} protocol ${about.protocol}`);
  expect(said).toContain(`${APP_VERSION} protocol ${PROTOCOL_VERSION}`);
});

describe.each(recordings())('R22: a till as recorded in $name', ({ about, exchanges }) => {
  describe.each(ENGINES)('on %s', (kind) => {
    let cloud: CloudUnderTest;
    let till: ReturnType<CloudUnderTest['call']>;
    beforeAll(async () => {
      cloud = await openCloud(kind);
      till = await asRecorded(cloud, about);
    });
    afterAll(() => cloud.close());

    test('R22: is understood to the last event, and reads every answer', async () => {
      for (const { procedure, input, reply } of exchanges) {
        const answer = await runByPath(till, procedure, input);
        READERS[about.protocol]?.[procedure]?.parse(answer);
        expect(stable(answer), procedure).toEqual(stable(reply));
      }
      expect(await cloud.look('SELECT reason FROM quarantine')).toEqual([]);
      const [sums] = await cloud.look('SELECT sum(paid)::int AS paid, count(*)::int AS orders FROM orders');
      expect(sums).toEqual({ paid: about.paid, orders: about.orders });
    });

    test('R22: reads pages with facts and masters of kinds that came after it', async () => {
      await newsOfToday(cloud, about, kind);
      for (const scope of ['branch', 'company']) {
        const page = await runByPath(till, 'sync.pull', { scope, epoch: '', after: 0 });
        const read = READERS[about.protocol]?.['sync.pull']?.parse(page);
        expect(read).toMatchObject({ entries: expect.arrayContaining([expect.anything()]) });
      }
    });
  });
});

/** The till of the recording, enrolled here under the ids it had there: its chain is sealed over them. */
async function asRecorded(cloud: CloudUnderTest, about: About): Promise<ReturnType<CloudUnderTest['call']>> {
  const { services } = cloud;
  const code = await demoCode(services, await seedElParche(services), about.branchId);
  const minted = [about.terminalId, about.streamId];
  const devices = { ...services.devices, newId: () => minted.shift() ?? services.devices.newId() };
  const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64url');
  const answer = await services.db.beforeCompany((sql) =>
    enrol(sql, devices, { code, publicKey, terminalName: 'Caja', now: services.machine.now() }),
  );
  const { companyId, branchId, terminalId, streamId } = about;
  expect(answer).toMatchObject({ ok: true, value: { companyId, branchId, terminalId, streamId } });
  const { token } = await services.key.terminalToken(terminalId, companyId);
  return cloud.call({ bearer: token });
}

/** What both clouds must say alike; times, signatures, lineages and what newer clouds add are their own. */
function stable(answer: unknown): unknown {
  const { outcome, ackSeq, ackHash, lastSeq, lastHash } = Object(answer) as Record<string, unknown>;
  return { outcome, ackSeq, ackHash, lastSeq, lastHash };
}

/** Another till of the branch is newer and says one of everything; the cloud has a master of a kind nobody knew. */
async function newsOfToday(cloud: CloudUnderTest, about: About, kind: EngineKind): Promise<void> {
  const { services } = cloud;
  const demo = await seedElParche(services);
  const { token } = await cloud.call().auth.login({ email: demo.owner.email, password: demo.owner.password });
  const owner = { ...demo.owner, userId: '' };
  const newer = await aTill(cloud, { companyId: about.companyId, branches: [about.branchId, about.branchId], owner, session: token });
  for (const fact of oneOfEach(newer, () => services.machine.newId())) newer.add(fact);
  expect(await newer.push(), kind).toMatchObject({ outcome: 'stored', ackSeq: newer.log.length });
  const doc = { kind: 'banner', id: services.machine.newId(), deleted: false, doc: { text: 'Hoy 2×1' } };
  await services.db.inCompany(about.companyId, (sql) =>
    saveCatalog(sql, [doc as never], { notify: services.fanout.notify, now: services.machine.now() }),
  );
}
