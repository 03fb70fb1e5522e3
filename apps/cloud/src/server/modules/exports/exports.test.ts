import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCode } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { CANARY, furnish } from '../../testing/matrix-questions.ts';
import { asOwner, type TestCompany } from '../../testing/shop.ts';
import { nightlyJob } from '../upkeep/upkeep.jobs.ts';
import { csvLine } from './csv.ts';

/** The files of a zip by its own list of them, which is how every other program reads it. */
function filesIn(zip: Buffer): Map<string, Buffer> {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x0605_4b50);
  const files = new Map<string, Buffer>();
  for (let at = zip.readUInt32LE(end + 16), left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, nameLength, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + zip.readUInt16LE(local + 26);
    files.set(name, inflateRawSync(zip.subarray(start, start + packed)));
    at += 46 + nameLength;
  }
  return files;
}

describe.each(ENGINES)('a company takes everything with it, on %s', (kind) => {
  let cloud: CloudUnderTest;
  let mine: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    mine = (await furnish(cloud, 'El Parche')).company;
    await furnish(cloud, CANARY);
  });
  afterAll(() => cloud.close());

  async function archive(id: string): Promise<Buffer> {
    const chunks = await cloud.look<{ body: string }>(
      `SELECT encode(body, 'hex') AS body FROM export_chunks WHERE export_id = '${id}' ORDER BY n`,
    );
    return Buffer.concat(chunks.map(({ body }) => Buffer.from(body, 'hex')));
  }

  test('every table of the company is in it with every row, twice, and nothing of another company', async () => {
    const owner = asOwner(cloud, mine);
    const { id } = await owner.company.askForExport();
    expect(await answerCode(owner.company.askForExport())).toBe('export.running');
    await cloud.finishJobs();
    const [row] = await owner.company.exports();
    expect(row).toMatchObject({ id, state: 'ready' });
    const zip = await archive(id);
    expect(createHash('sha256').update(zip).digest('hex')).toBe(row?.sha256);

    const files = filesIn(zip);
    const manifest: { files: { file: string; rows: number; sha256: string }[] } = JSON.parse(String(files.get('manifest.json')));
    for (const { file, rows, sha256 } of manifest.files) {
      const text = files.get(file) ?? Buffer.alloc(0);
      expect(createHash('sha256').update(text).digest('hex'), file).toBe(sha256);
      if (file.endsWith('.ndjson')) expect(String(text).split('\n').length - 1, file).toBe(rows);
    }
    const tables = await cloud.look<{ name: string; company: string }>(
      `SELECT c.relname AS name, a.attname AS company FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('company_id', 'owner_company') WHERE n.nspname = 'public' AND c.relkind = 'r'`,
    );
    const left = ['exports', 'export_chunks', 'api_answers', 'audit_heads', 'enrolment_codes', 'terminal_directory'];
    let rowsOfMine = 0;
    for (const { name, company } of tables.filter((table) => !left.includes(table.name))) {
      const [count] = await cloud.look<{ n: number }>(`SELECT count(*)::int AS n FROM ${name} WHERE ${company} = '${mine.companyId}'`);
      for (const file of [`ndjson/${name}.ndjson`, `csv/${name}.csv`])
        expect(manifest.files.find((each) => each.file === file)?.rows, file).toBe(count?.n);
      rowsOfMine += count?.n ?? 0;
    }
    expect(rowsOfMine).toBeGreaterThan(50);

    const everything = [...files.values()].map(String).join('\n');
    expect(everything).toContain('El Parche');
    expect(everything).not.toContain(CANARY);
    // What opens doors stays here: no PIN, no password, not even their hashes.
    expect(everything).not.toMatch(/\$argon2|\$2[aby]\$/);
    const actions = (await owner.audit.list({})).entries.map(({ action }) => action);
    expect(actions).toContain('company.export-asked');
  });

  test('the archive goes when its link is over', async () => {
    const owner = asOwner(cloud, mine);
    const { id } = await owner.company.askForExport();
    await cloud.finishJobs();
    cloud.passTime(25 * 3_600_000);
    await cloud.services.db.beforeCompany((sql) => cloud.services.jobs.enqueue(sql, { job: nightlyJob, payload: {} }));
    await cloud.finishJobs();
    expect(await archive(id)).toHaveLength(0);
    expect((await owner.company.exports()).find((each) => each.id === id)?.state).toBe('expired');
  });
});

test('a text that a spreadsheet would take for a formula is kept from being one', () => {
  expect(csvLine(['=1+1', '@x', -5, 'a "b", c', null, { a: 1 }])).toBe(`'=1+1,'@x,-5,"a ""b"", c",,"{""a"":1}"\r\n`);
});
