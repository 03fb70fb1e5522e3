import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Station } from '@fastops/shared/kitchen/station';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany, type TestTill } from '../../testing/shop.ts';

describe.each(ENGINES)('the kitchens of a company, on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const newId = () => cloud.services.machine.newId();
  function fire(till: TestTill, sequence: number): { ticketId: string; lineId: string } {
    const [ticketId, lineId] = [newId(), newId()];
    const lines = [{ id: lineId, lineId, quantity: 1, name: 'Ranchera', modifiers: [], removals: [] }];
    const body = {
      orderId: newId(),
      stationId: 'freidora',
      number: { series: 'A', sequence },
      lines,
      isAddOn: false,
      held: false,
      onPaper: false,
    };
    till.add({ type: 'kitchen.ticket-fired', entityId: ticketId, rev: 1, body });
    return { ticketId, lineId };
  }
  const unseen = () => asOwner(cloud, company).kitchen.unseen();

  test('R7: a ticket that nobody saw is marked until somebody has it, whatever arrives first', async () => {
    const till = await aTill(cloud, company);
    const { ticketId } = fire(till, 1);
    await till.push();
    expect(await unseen()).toEqual([]);
    till.add({ type: 'kitchen.ticket-escalated', entityId: ticketId, rev: 2, body: { to: 'dashboard' } });
    await till.push(2, 2);
    expect(await unseen()).toMatchObject([{ branchId: till.identity.branchId, stationId: 'freidora' }]);
    till.add({ type: 'kitchen.ticket-acknowledged', entityId: ticketId, rev: 3, body: { by: 'person' } });
    await till.push(3, 3);
    expect(await unseen()).toEqual([]);
    expect(await cloud.look('SELECT * FROM quarantine')).toEqual([]);
  });

  test('what was done with a ticket may arrive before it, and the times of a station are those of its tickets', async () => {
    const [till, hub] = [await aTill(cloud, company, company.branches[1]), await aTill(cloud, company, company.branches[1])];
    const { ticketId, lineId } = fire(till, 1);
    hub.add({ type: 'kitchen.ticket-acknowledged', entityId: ticketId, rev: 2, body: { by: 'screen' } });
    hub.add({ type: 'kitchen.lines-bumped', entityId: ticketId, rev: 3, body: { lineIds: [lineId] } });
    await hub.push();
    const [event] = till.log;
    const times = () => asOwner(cloud, company).kitchen.times({ branchId: till.identity.branchId, businessDay: event?.businessDay ?? '' });
    expect(await times()).toEqual([]);
    await till.push();
    expect(await times()).toMatchObject([{ stationId: 'freidora', tickets: 1, latePercent: 0 }]);
    expect((await times())[0]?.prepP50).toBeGreaterThanOrEqual(0);
  });

  test('what an owner says of the kitchen reaches the tills; a branch may have its own, or follow the company again', async () => {
    const owner = asOwner(cloud, company);
    const [branchId] = company.branches;
    const masters = async () => {
      const page = await (await (await aTill(cloud, company)).api()).sync.pull({ scope: 'company', epoch: 'epoch-1', after: 0 });
      const kept = page.entries.flatMap((entry) => ('master' in entry && entry.master.kind === 'kitchen-settings' ? [entry.master] : []));
      return Object.fromEntries(kept.map(({ id, deleted, doc }) => [id, deleted ? 'taken away' : doc]));
    };
    const station: Station = {
      id: 'plancha',
      name: 'Plancha',
      kind: 'work',
      output: 'both',
      productIds: [],
      categoryIds: [],
      prepSeconds: 300,
    };
    const ladder = { paperSeconds: 5, alarmSeconds: 20, dashboardSeconds: 60 };
    expect(await owner.kitchen.settings({ branchId })).toMatchObject({ from: 'usual', version: 0 });
    await owner.kitchen.saveSettings({ branchId: null, kitchen: { stations: [station], thresholds: {}, ladder }, version: 0 });
    expect(await owner.kitchen.settings({ branchId })).toMatchObject({ from: 'company', kitchen: { ladder }, version: 0 });

    const own = { stations: [station, { ...station, id: 'barra', name: 'Barra' }], thresholds: {}, ladder };
    const saved = await owner.kitchen.saveSettings({ branchId, kitchen: own, version: 0 });
    expect(saved).toMatchObject({ from: 'branch', kitchen: own });
    expect(await masters()).toMatchObject({ [company.companyId]: { stations: [station] }, [branchId]: { id: branchId, ...own } });
    expect(await owner.kitchen.saveSettings({ branchId, kitchen: own, version: 0 })).toEqual(saved);
    await expect(owner.kitchen.saveSettings({ branchId, kitchen: { ...own, stations: [station] }, version: 0 })).rejects.toMatchObject({
      message: 'kitchen.changed-meanwhile',
    });

    expect(await owner.kitchen.followCompany({ branchId })).toMatchObject({ from: 'company', version: 0 });
    expect(await masters()).toMatchObject({ [company.companyId]: { stations: [station] }, [branchId]: 'taken away' });
    const { entries } = await owner.audit.list({ action: 'kitchen.settings-saved' });
    expect(entries).toHaveLength(3);
  });

  test('two stations of one name, or a kitchen that makes nothing, are refused at the door', async () => {
    const { kitchen } = await asOwner(cloud, company).kitchen.settings({ branchId: null });
    const [station] = kitchen.stations;
    if (!station) throw new Error('a kitchen has a station');
    for (const stations of [[station, station], [{ ...station, kind: 'expo' as const }]]) {
      const save = asOwner(cloud, company).kitchen.saveSettings({ branchId: null, kitchen: { ...kitchen, stations }, version: 1 });
      await expect(save).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  });
});
