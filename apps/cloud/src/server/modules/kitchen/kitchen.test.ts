import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
});
