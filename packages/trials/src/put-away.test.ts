import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readExport } from '@fastops/shared/sync/export';
import { readGrant, readIdentity } from '@fastops/desktop/branch/modules/sync/sync.service';
import { publicHalf } from '@fastops/desktop/branch/adapters/seal';
import { sha256 } from '@fastops/desktop/branch/db/event-log';
import * as shop from './testing/disk-images.ts';
import { falseCloud, forgedWord } from './testing/false-cloud.ts';
import { officeOf, type Office } from './testing/office.ts';
import { openTrialCloud, type TrialCloud } from './testing/trial-cloud.ts';
import { enrolledTill, startTill, type TrialTill } from './testing/trial-till.ts';

type LeftBehind = { terminalId: string; count: number; sales: number; value: number };

let cloud: TrialCloud;
let office: Office;
const clears: (() => Promise<void>)[] = [];
beforeEach(async () => {
  cloud = await openTrialCloud();
  office = await officeOf(cloud);
});
afterEach(async () => {
  for (const clear of clears.splice(0)) await clear();
  await cloud.close();
});

const keysOf = (till: TrialTill): Record<string, string> => JSON.parse(readFileSync(join(till.folder, 'secrets'), 'utf8'));
const terminalOf = ({ branch }: TrialTill) => {
  const identity = readIdentity(branch.services.core.db);
  if (!identity) throw new Error('this till is nobody');
  return identity;
};
/** What stands in the file of secrets and opens nothing: where the log was, and which keychain sealed it. */
const NO_SECRETS = new Set(['stream-mark', 'backend']);
const hasGrant = (till: TrialTill) => readGrant(till.branch.services.core.db, terminalOf(till).companyId) !== undefined;
const ordersIn = async () => new Set((await cloud.look<{ id: string }>('SELECT id FROM orders')).map(({ id }) => id));

test('C12: a till that was put away is refused, hands its sales into quarantine, writes them to a file and forgets its keys; then it can be connected again', async () => {
  const till = await enrolledTill(cloud, cloud.cloud.url);
  const { terminalId, branchId, companyId } = terminalOf(till);
  const sold = await shop.sell(till, 2);
  await shop.settled(cloud, [till]);
  // Sold while nobody answers, so that the cloud has nothing of them when the till is put away.
  await till.stop();
  const alone = startTill('http://127.0.0.1:9', { ahead: 0 }, till.folder);
  await shop.begin(cloud, alone);
  const unsynced = await shop.sell(alone, 3);
  const held = await alone.unsynced();
  await alone.stop();
  await office.tell('terminals.revoke', { terminalId });

  const contact = startTill(cloud.cloud.url, { ahead: 0 }, till.folder);
  await contact.branch.restartWanted;
  const told = await contact.call.terminal.status();
  expect(told).toMatchObject({ enrolled: false, farewell: { isOver: true, count: held, sent: held, path: expect.any(String) } });
  expect(Object.keys(keysOf(contact)).filter((name) => !NO_SECRETS.has(name))).toEqual([]);
  expect(hasGrant(contact)).toBe(false);
  const [ana] = cloud.demo.staff;
  expect(await contact.call.identity.login({ staffId: ana?.id ?? '', pin: ana?.pin ?? '' })).toMatchObject({
    ok: false,
    refusal: { code: 'terminal.not-enrolled' },
  });
  const file = readExport(readFileSync(told.farewell?.path ?? '', 'utf8'), sha256);
  expect('events' in file && file.events.length).toBe(held);

  // In the cloud they wait for somebody, and count nowhere.
  expect(await ordersIn()).toEqual(new Set(sold));
  const [left] = await office.ask<LeftBehind[]>('sync.leftBehind');
  expect(left).toMatchObject({ terminalId, count: held, sales: 3 });
  const log = await office.ask<{ entries: { action: string; subject: string; address: string }[] }>('audit.list?input=%7B%7D');
  expect(log.entries.find(({ action, subject }) => action === 'terminal.told' && subject === terminalId)?.address).toMatch(/127\.0\.0\.1/);
  await contact.stop();

  // After a restart it still says so, and asks the cloud for nothing.
  const after = startTill(cloud.cloud.url, { ahead: 0 }, till.folder);
  expect(await after.call.terminal.status()).toMatchObject({ enrolled: false, farewell: { isOver: true } });
  await office.tell('sync.admit', { terminalId });
  expect(await ordersIn()).toEqual(new Set([...sold, ...unsynced]));

  // The owner has it back in hand: a code for this terminal, and it goes on as itself.
  const { code } = await office.tell<{ code: string }>('terminals.createCode', { branchId, terminalId });
  expect(await after.branch.services.enrolments.enrol({ cloudUrl: cloud.cloud.url, code, terminalName: 'Caja' })).toMatchObject({
    ok: true,
    value: { companyId, terminalId },
  });
  clears.push(() => after.close());
  await shop.begin(cloud, after);
  const again = await shop.sell(after, 1);
  await shop.settled(cloud, [after]);
  expect(await ordersIn()).toEqual(new Set([...sold, ...unsynced, ...again]));
  expect(await after.call.terminal.status()).toMatchObject({ enrolled: true, farewell: null });
  expect(await office.ask('sync.leftBehind')).toEqual([]);
}, 120_000);

test('C12: somebody on the way who refuses everything and forges the word, or says an old one again, wipes nothing', async () => {
  const till = await enrolledTill(cloud, cloud.cloud.url);
  await shop.settled(cloud, [till]);
  const { terminalId, companyId } = terminalOf(till);
  const keys = keysOf(till);
  await till.stop();
  const publicKey = publicHalf(keys['device-key'] ?? '');
  const said = { kind: 'revoked', companyId, terminalId, publicKey, endedAt: 1, saidAt: Date.now() };
  // The cloud's own word about this very key, which somebody heard when it was said and keeps: it answers another question.
  const { key } = cloud.cloud.services;
  const old = await key.signJws({ ...said, asked: 'A'.repeat(43) });
  const words = [
    ({ asked = '' }) => forgedWord({ ...said, asked }),
    () => old,
    async ({ asked = '' }) => key.signJws({ ...said, publicKey: 'B'.repeat(43), asked }),
  ] satisfies Parameters<typeof falseCloud>[0][];
  for (const word of words) {
    const liar = await falseCloud(word);
    const fooled = startTill(liar.url, { ahead: 0 }, till.folder);
    // The second is asked only after the first was looked at.
    await expect.poll(() => (fooled.branch.services.link.syncNow(), liar.farewells()), { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
    expect(keysOf(fooled)).toMatchObject({ 'device-key': keys['device-key'] });
    expect(hasGrant(fooled)).toBe(true);
    await shop.begin(cloud, fooled);
    await shop.sell(fooled, 1);
    await fooled.stop();
    await liar.close();
  }
  const back = startTill(cloud.cloud.url, { ahead: 0 }, till.folder);
  clears.push(() => back.close());
  await shop.settled(cloud, [back]);
  expect(await ordersIn()).toHaveProperty('size', words.length);
}, 120_000);

test('C12: a leave that was cut off, with the cloud gone, ends at the next start; the file holds what nobody took', async () => {
  const till = await enrolledTill(cloud, cloud.cloud.url);
  await shop.settled(cloud, [till]);
  const { terminalId, companyId } = terminalOf(till);
  await till.stop();
  const alone = startTill('http://127.0.0.1:9', { ahead: 0 }, till.folder);
  await shop.begin(cloud, alone);
  await shop.sell(alone, 2);
  const held = await alone.unsynced();
  // What the first step of a leave writes, and then the power went.
  const farewell = { endedAt: 1, heardAt: 2, count: held, value: 0, sent: 0, path: null, isOver: false };
  alone.branch.services.core.db.transaction((db) => {
    db.run("INSERT INTO meta (key, value) VALUES ('farewell', ?)", JSON.stringify(farewell));
    db.run('DELETE FROM grants WHERE company_id = ?', companyId);
  });
  await alone.stop();
  await office.tell('terminals.revoke', { terminalId });
  const next = startTill('http://127.0.0.1:9', { ahead: 0 }, till.folder);
  clears.push(() => next.close());
  await next.branch.restartWanted;
  expect(keysOf(next)).not.toHaveProperty('device-key');
  const { farewell: said } = await next.call.terminal.status();
  expect(said).toMatchObject({ isOver: true, sent: 0, path: expect.any(String) });
  const file = readExport(readFileSync(said?.path ?? '', 'utf8'), sha256);
  expect('events' in file && file.events.length).toBe(held);
}, 60_000);
