import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { releaseShelf } from '../../adapters/release-shelf.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, aTill, type TestCompany } from '../../testing/shop.ts';

const DAY_MS = 86_400_000;
const manifest = (version: string) => ({
  manifest: {
    format: 1,
    version,
    channel: 'stable',
    platform: 'linux-x64',
    file: `fastops-${version}.tar.gz`,
    sha256: '0'.repeat(64),
    bytes: 1,
    asarSha256: '0'.repeat(64),
    releasedAt: 0,
  },
  signature: 'A'.repeat(86),
});
const ask = (version: string) => ({ version, platform: 'linux-x64', channel: 'stable' as const, result: null });

for (const engine of ENGINES) {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let till: ReturnType<CloudUnderTest['call']>;
  let folder = '';
  const put = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'releases-'));
    cloud = await openCloud(engine);
    Object.assign(cloud.services, { releases: releaseShelf(folder) });
    company = await aCompany(cloud, 'Arepas');
    till = await (await aTill(cloud, company)).api();
  });
  afterAll(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true });
  });

  test(`E5: a release reaches the companies of its stage, and those that are named (${engine})`, async () => {
    expect((await till.releases.check(ask('0.1.0'))).signed).toBeNull();
    put('stable-linux-x64.json', manifest('0.2.0'));
    expect((await till.releases.check(ask('0.1.0'))).signed).toMatchObject({ manifest: { version: '0.2.0' } });
    put('rollout.json', { '0.2.0': { percent: 0 } });
    expect((await till.releases.check(ask('0.1.0'))).signed).toBeNull();
    put('rollout.json', { '0.2.0': { percent: 0, companies: [company.companyId] } });
    expect((await till.releases.check(ask('0.1.0'))).signed).not.toBeNull();
    writeFileSync(join(folder, 'rollout.json'), '{"0.2.0": "all"}');
    expect((await till.releases.check(ask('0.1.0'))).signed).toBeNull();
    rmSync(join(folder, 'rollout.json'));
  });

  test(`E5: of a thousand companies one per cent, ten and a hundred are in, and who was in stays in (${engine})`, () => {
    const { draw } = releaseShelf(undefined);
    const inAt = (percent: number) =>
      Array.from({ length: 1_000 }, (_, n) => Number.parseInt(draw('0.2.0', `company-${n}`), 16) / 2 ** 32 < percent / 100);
    const [one, ten, all] = [inAt(1), inAt(10), inAt(100)].map((list) => list.filter(Boolean).length);
    expect([one, ten, all]).toEqual([expect.closeTo(10, -1), expect.closeTo(100, -2), 1_000]);
  });

  test(`R22: the owner sees version, last check and result of each till, and red after fourteen days behind (${engine})`, async () => {
    const owner = asOwner(cloud, company);
    await till.releases.check({ ...ask('0.1.0'), result: { code: 'update.went-back', version: '0.2.0', at: 5 } });
    const [row] = await owner.releases.versions();
    expect(row).toMatchObject({ version: '0.1.0', offered: '0.2.0', result: 'update.went-back', resultVersion: '0.2.0', isRed: false });
    cloud.passTime(15 * DAY_MS);
    expect((await owner.releases.versions())[0]?.isRed).toBe(true);
  });
}
