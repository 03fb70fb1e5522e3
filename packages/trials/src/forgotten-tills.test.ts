import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCode } from '@fastops/cloud/server/modules/terminals/terminals.service';
import { demoCode } from '@fastops/cloud/server/seed/el-parche';
import * as shop from './testing/disk-images.ts';
import { openTrialCloud, type TrialCloud } from './testing/trial-cloud.ts';
import { enrolledTill, startTill, type TrialTill } from './testing/trial-till.ts';

let cloud: TrialCloud;
let tills: TrialTill[];
beforeEach(async () => {
  cloud = await openTrialCloud();
  tills = [];
});
afterEach(async () => {
  for (const till of tills) await till.close();
  await cloud.close();
});

async function aTill(): Promise<TrialTill> {
  const till = await enrolledTill(cloud, cloud.cloud.url);
  tills.push(till);
  return till;
}

/** The cloud's database as it was before any till was enrolled, and in another lineage, as after a restore. */
async function putBackTheCloud(): Promise<void> {
  await cloud.look("CREATE TABLE masters_at AS SELECT * FROM changes WHERE scope = 'company'");
  await cloud.look(
    'TRUNCATE terminals, terminal_directory, aggregates, orders, customers, cash_sessions, branch_hours, order_numbers, quarantine CASCADE',
  );
  await cloud.look('INSERT INTO changes SELECT * FROM masters_at');
  await cloud.look('DROP TABLE masters_at');
  await cloud.look('UPDATE branches SET next_series = 0');
  await cloud.look("UPDATE scopes SET head = 0, epoch = epoch || '-again' WHERE scope LIKE 'branch:%'");
}

/** A code for a till that is there already, as the dashboard makes it. */
async function codeFor(till: { branchId: string; terminalId: string }): Promise<string> {
  const { services } = cloud.cloud;
  const { companyId } = cloud.demo;
  const made = await services.db.inCompany(companyId, (sql) =>
    createCode(sql, services.devices, { ...till, createdBy: companyId, now: services.machine.now() }),
  );
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.code;
}

/** Every sale is in the cloud once, and each number belongs to one order. */
async function expectAll(sold: readonly string[]): Promise<void> {
  const orders = await cloud.look<{ id: string; balance: number }>('SELECT id, balance::float8 AS balance FROM orders');
  expect(new Set(orders.map(({ id }) => id))).toEqual(new Set(sold));
  expect(orders.every(({ balance }) => balance === 0)).toBe(true);
  const numbers = await shop.numbersOf(cloud);
  expect(new Set(numbers).size).toBe(sold.length);
  expect(await cloud.look('SELECT reason FROM quarantine')).toEqual([]);
}

test('S6: tills enrolled after the last backup come back by themselves, with all they sold, under their own letters', async () => {
  const [one, two] = [await aTill(), await aTill()];
  const sold = [...(await shop.sell(one, 3)), ...(await shop.sell(two, 3))];
  await shop.settled(cloud, [one, two]);
  const letters = [shop.letterOf(one), shop.letterOf(two)];
  await putBackTheCloud();
  await shop.settled(cloud, [one, two]);
  sold.push(...(await shop.sell(one, 2)), ...(await shop.sell(two, 2)));
  await shop.settled(cloud, [one, two]);
  await expectAll(sold);
  expect([shop.letterOf(one), shop.letterOf(two)]).toEqual(letters);
  const told = await cloud.look<{ reason: string }>('SELECT reason FROM incarnations');
  expect(told).toEqual([{ reason: 'came-back' }, { reason: 'came-back' }]);
}, 60_000);

test('S6: one whose letters were given to another till meanwhile goes on under others', async () => {
  const one = await aTill();
  const sold = await shop.sell(one, 3);
  await shop.settled(cloud, [one]);
  const before = shop.letterOf(one);
  await one.stop();
  await putBackTheCloud();
  const other = await aTill();
  expect(shop.letterOf(other)).toBe(before);
  sold.push(...(await shop.sell(other, 2)));
  await shop.settled(cloud, [other]);
  const again = startTill(cloud.cloud.url, { ahead: 0 }, one.folder);
  tills.splice(0, 1, again);
  await shop.begin(cloud, again);
  sold.push(...(await shop.sell(again, 2)));
  await shop.settled(cloud, [again, other]);
  await expectAll(sold);
  expect(shop.letterOf(again)).not.toBe(before);
  // The next new till finds letters that nobody has.
  const third = await aTill();
  expect(new Set([shop.letterOf(again), shop.letterOf(other), shop.letterOf(third)]).size).toBe(3);
}, 60_000);

test('a till that lost its keys goes on as itself with a code that was made for it, and with no other', async () => {
  const [one, other] = [await aTill(), await aTill()];
  const sold = await shop.sell(one, 3);
  await shop.settled(cloud, [one, other]);
  sold.push(...(await shop.sell(one, 1)));
  const { terminalId } = one.branch.services.core.enrolment()?.terminal ?? { terminalId: '' };
  await one.stop();
  rmSync(join(one.folder, 'secrets'), { force: true });
  const again = startTill(cloud.cloud.url, { ahead: 0 }, one.folder);
  tills.splice(0, 1, again);
  const { enrolments } = again.branch.services;
  const enrol = (code: string) => enrolments.enrol({ cloudUrl: cloud.cloud.url, code, terminalName: 'Caja' });
  const { services } = cloud.cloud;
  const branchId = cloud.demo.branches[0]?.id ?? '';
  const anyCode = await demoCode(services, cloud.demo, branchId);
  expect(await enrol(anyCode)).toEqual({ ok: false, refusal: { code: 'enrol.other-terminal' } });
  expect(await enrol(await codeFor({ branchId, terminalId }))).toMatchObject({ ok: true, value: { terminalId } });
  await shop.begin(cloud, again);
  sold.push(...(await shop.sell(again, 2)));
  await shop.settled(cloud, [again, other]);
  await expectAll(sold);
  // The refused code was left unused.
  const fresh = startTill(cloud.cloud.url);
  tills.push(fresh);
  expect(await fresh.branch.services.enrolments.enrol({ cloudUrl: cloud.cloud.url, code: anyCode, terminalName: 'Otra' })).toMatchObject({
    ok: true,
  });
}, 60_000);
