import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_LAYOUT } from '@fastops/shared/printing/ticket-layout';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany } from '../../testing/shop.ts';

/** One white dot. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==';

describe.each(ENGINES)('how tickets look, on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const tickets = () => asOwner(cloud, company).tickets;

  test('is the usual until an owner changes it, and then reaches a till with the menu', async () => {
    const before = await tickets().now();
    expect(before).toMatchObject({ version: 0, logo: null, layout: DEFAULT_LAYOUT });
    const till = await aTill(cloud, company);
    const logo = { id: cloud.services.machine.newId(), png: PNG };
    const layout = { ...DEFAULT_LAYOUT, logoId: logo.id, receipt: { ...DEFAULT_LAYOUT.receipt, footer: ['Síguenos: @elparche'] } };
    expect(await tickets().save({ layout, logo, version: 0 })).toEqual({ version: 1 });
    expect(await tickets().now()).toMatchObject({ version: 1, logo, layout });
    const page = await (await till.api()).sync.pull({ scope: 'company', epoch: 'epoch-1', after: 0 });
    expect(page.entries.slice(-2)).toMatchObject([
      { master: { kind: 'ticket-logo', id: logo.id, doc: logo } },
      { master: { kind: 'ticket-layout', doc: { receipt: { footer: ['Síguenos: @elparche'] } } } },
    ]);
  });

  test('is written over by nobody who began from an older version', async () => {
    const { version, layout } = await tickets().now();
    const { id: _, ...draft } = layout;
    await tickets().save({ layout: { ...draft, language: 'en' }, logo: null, version });
    await expect(tickets().save({ layout: draft, logo: null, version })).rejects.toThrow('tickets.changed-meanwhile');
    expect((await tickets().now()).layout.language).toBe('en');
  });

  test('names no picture that is not there, and takes no control byte', async () => {
    const { version, layout } = await tickets().now();
    const { id: _, ...draft } = layout;
    const elsewhere = cloud.services.machine.newId();
    await expect(tickets().save({ layout: { ...draft, logoId: elsewhere }, logo: null, version })).rejects.toThrow('tickets.no-logo');
    const hostile = { ...draft, receipt: { ...draft.receipt, heading: ['\u001bp0'] } };
    await expect(tickets().save({ layout: hostile, logo: null, version })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('is not changed through the menu, whose editors are others', async () => {
    const doc = { id: company.companyId, ...DEFAULT_LAYOUT };
    const docs = [{ kind: 'ticket-layout' as const, id: doc.id, deleted: false, doc }];
    await expect(asOwner(cloud, company).catalog.save({ docs })).rejects.toThrow('catalog.unreadable');
  });
});
