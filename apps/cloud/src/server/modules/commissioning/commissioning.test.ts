import { afterAll, beforeAll, expect, test } from 'vitest';
import { commissioningText, type Commissioning } from '@fastops/shared/commissioning/report';
import { openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, aTill, type TestCompany, type TestTill } from '../../testing/shop.ts';

let cloud: CloudUnderTest;
let company: TestCompany;
let till: TestTill;
beforeAll(async () => {
  cloud = await openCloud('pglite');
  company = await aCompany(cloud, 'Arepas');
  till = await aTill(cloud, company);
});
afterAll(() => cloud.close());

const reportOf = (change: Partial<Commissioning> = {}): Commissioning => ({
  format: 1,
  id: cloud.services.machine.newId(),
  terminalId: till.identity.terminalId,
  branchId: till.identity.branchId,
  companyName: 'Arepas',
  branchName: 'Norte',
  terminalName: 'Caja',
  version: '0.1.0',
  madeAt: 5,
  madeBy: 'Marta',
  utcOffsetHours: -5,
  checks: [{ id: 'clock', light: 'amber', finding: 'clock-unknown', facts: {} }],
  ...change,
});

test('a report is kept as the till signed it, the owner sees the latest of each till, and handing it in twice is once', async () => {
  const text = commissioningText(reportOf());
  const api = await till.api();
  for (let time = 0; time < 2; time += 1) await api.commissioning.save({ report: text, signature: till.signed(text) });
  const latest = await asOwner(cloud, company).commissioning.latest();
  expect(latest).toHaveLength(1);
  expect(latest[0]).toMatchObject({ worst: 'amber', isSigned: true, report: { terminalName: 'Caja' } });
});

test('a report of another till, without a signature, or changed after it was signed is refused', async () => {
  const api = await till.api();
  const text = commissioningText(reportOf());
  const foreign = commissioningText(reportOf({ terminalId: cloud.services.machine.newId() }));
  await expect(api.commissioning.save({ report: foreign, signature: till.signed(foreign) })).rejects.toThrow('commissioning.not-yours');
  await expect(api.commissioning.save({ report: text.replace('amber', 'green'), signature: till.signed(text) })).rejects.toThrow(
    'commissioning.unsigned',
  );
  await expect(api.commissioning.save({ report: 'x', signature: till.signed('x') })).rejects.toThrow('commissioning.unreadable');
});

test('a report that was changed where it is kept is shown as changed, whatever light it claims', async () => {
  const text = commissioningText(reportOf({ madeAt: 9 }));
  await (await till.api()).commissioning.save({ report: text, signature: till.signed(text) });
  const latest = async () => (await asOwner(cloud, company).commissioning.latest())[0];
  expect(await latest()).toMatchObject({ isSigned: true, report: { madeAt: 9 } });
  await cloud.look(`UPDATE commissioning_reports SET report = replace(report, 'amber', 'green') WHERE made_at = 9`);
  expect(await latest()).toMatchObject({ isSigned: false, worst: 'green', report: { madeAt: 9 } });
});
