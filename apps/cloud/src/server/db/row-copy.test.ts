import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCloud, type CloudUnderTest } from '../testing/cloud-under-test.ts';
import { aCompany, aTill, type TestCompany, type TestTill } from '../testing/shop.ts';
import { beginNewEpoch } from './new-epoch.ts';
import { copyIn, copyOut } from './row-copy.ts';

let before: CloudUnderTest;
let north: TestCompany;
let south: TestCompany;
let till: TestTill;
let file: string[];
const opened: CloudUnderTest[] = [];

beforeAll(async () => {
  before = await openCloud('postgres');
  opened.push(before);
  north = await aCompany(before, 'Norte');
  south = await aCompany(before, 'Sur');
  till = await aTill(before, north);
  const other = await aTill(before, south);
  for (const each of [till, other]) {
    for (let sale = 0; sale < 20; sale += 1) each.sell(10_000 + sale);
    await each.push();
  }
  file = [];
  await copyOut(before.engine, async (line) => void file.push(line));
});
afterAll(async () => {
  for (const cloud of opened) await cloud.close();
});

async function emptyCloud(): Promise<CloudUnderTest> {
  const cloud = await openCloud('postgres');
  opened.push(cloud);
  return cloud;
}

/** Count and hash of each table's rows of a company. */
async function sums(cloud: CloudUnderTest, companyId: string) {
  const tables = await cloud.look<{ name: string; company: string }>(
    `SELECT c.relname AS name, a.attname AS company FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('company_id', 'owner_company', 'subscriber')
     WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'scopes' ORDER BY 1`,
  );
  const found: Record<string, unknown> = {};
  for (const { name, company } of tables) {
    const [sum] = await cloud.look(
      `SELECT count(*)::int AS rows, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${name} t WHERE ${company} = '${companyId}'`,
    );
    found[name] = sum;
  }
  return found;
}

test('C15: a backup restored to an empty host has each company’s rows, counted and hashed', async () => {
  const host = await emptyCloud();
  const rows = await copyIn(host.engine, Readable.from(file));
  expect(rows).toBeGreaterThan(200);
  for (const { companyId } of [north, south]) {
    const there = await sums(host, companyId);
    expect(there).toEqual(await sums(before, companyId));
    expect(there['events']).toMatchObject({ rows: 100 });
  }
  // People log in as before, and what tills sold after the backup comes again, in a new epoch.
  await beginNewEpoch(host.engine);
  const { token } = await host.call().auth.login({ email: north.owner.email, password: north.owner.password });
  expect((await host.call({ bearer: token }).auth.me()).companyId).toBe(north.companyId);
  const epochs = await host.look<{ epoch: string }>('SELECT DISTINCT epoch FROM scopes');
  expect(epochs.map(({ epoch }) => epoch)).not.toContain('epoch-1');
  await expect(copyIn(host.engine, Readable.from(file))).rejects.toThrow('not empty');
});

test('C15: one company is restored alone, with its people and nothing of another', async () => {
  const host = await emptyCloud();
  await copyIn(host.engine, Readable.from(file), south.companyId);
  expect(await sums(host, south.companyId)).toEqual(await sums(before, south.companyId));
  const theirs = Object.values(await sums(host, north.companyId)).filter((sum) => Reflect.get(Object(sum), 'rows') !== 0);
  expect(theirs).toEqual([]);
  const people = await host.look<{ email: string }>('SELECT email FROM users');
  expect(people.map(({ email }) => email)).toEqual([south.owner.email]);
});

test('C15: half a backup is none', async () => {
  const host = await emptyCloud();
  await expect(copyIn(host.engine, Readable.from(file.slice(0, -1)))).rejects.toThrow('not a whole backup');
  expect(await host.look('SELECT 1 FROM companies')).toEqual([]);
  const newer = JSON.stringify({ format: 1, steps: ['9999-from-the-future.sql'] });
  await expect(copyIn(host.engine, Readable.from([`${newer}\n`, ...file.slice(1)]))).rejects.toThrow('newer version');
});
