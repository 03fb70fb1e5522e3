import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SERVICE_SETTINGS } from '@fastops/shared/delivery/service-settings';
import { DEFAULT_SELLING } from '@fastops/shared/selling/settings';
import { answerCode as code } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany } from '../../testing/shop.ts';

describe.each(ENGINES)('settings of a branch on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  test('what is saved reaches the tills; who began from an older version is told, and both are written down', async () => {
    const owner = asOwner(cloud, company);
    const [branchId] = company.branches;
    const before = await owner.settings.service({ branchId });
    expect(before).toEqual({ service: DEFAULT_SERVICE_SETTINGS, serviceVersion: 0, selling: DEFAULT_SELLING, sellingVersion: 0 });
    const id = cloud.services.machine.newId();
    const service = { ...before.service, zones: [{ id, neighborhood: 'Chapinero', fee: 4_000 as never }] };
    expect(await owner.settings.saveService({ branchId, service, version: 0 })).toEqual({ version: 1 });
    // A tap that was repeated is no other work; another wish from the old version is.
    expect(await owner.settings.saveService({ branchId, service, version: 0 })).toEqual({ version: 1 });
    expect(await code(owner.settings.saveService({ branchId, service: before.service, version: 0 }))).toBe('settings.changed-meanwhile');
    const selling = { ...before.selling, orderTypes: ['counter' as const], tipBp: 500 };
    expect(await owner.settings.saveSelling({ branchId, selling, version: 0 })).toEqual({ version: 1 });
    await expect(owner.settings.saveSelling({ branchId, selling: { ...selling, tipBp: 1_500 }, version: 1 })).rejects.toThrow('tipBp');
    const { entries: log } = await owner.audit.list({ limit: 2 });
    expect(log.map(({ action }) => action)).toEqual(['branch.offer-saved', 'branch.service-saved']);
    expect(log[0]).toMatchObject({ branchId, before: { tipBp: 1_000 }, after: { tipBp: 500 } });
    const till = await aTill(cloud, company, branchId);
    const { entries } = await (await till.api()).sync.pull({ scope: 'company', epoch: 'epoch-1', after: 0 });
    const masters = entries.flatMap((entry) => ('master' in entry ? [entry.master] : []));
    expect(masters.map((master) => [master.kind, master.id])).toEqual([
      ['service-settings', branchId],
      ['selling-settings', branchId],
    ]);
  });
});
