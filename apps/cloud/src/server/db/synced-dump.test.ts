import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openEngine } from './open.ts';
import { beginNewEpoch } from './new-epoch.ts';
import type { Engine } from './sql.ts';

const folder = mkdtempSync(join(tmpdir(), 'synced-dump-'));
const templateCache = new URL('../../../../../.cache', import.meta.url).pathname;
const open = () => openEngine({ kind: 'pglite', folder, templateCache });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMPANY = '00000000-0000-7000-8000-000000000001';

async function found(engine: Engine): Promise<void> {
  await engine.asOwner(async (sql) => {
    await sql.query(`INSERT INTO scopes (company_id, scope, head, epoch) VALUES ('${COMPANY}', 'company', 7, 'first')`);
  });
}
const scopes = (engine: Engine) =>
  engine.asOwner((sql) => sql.query<{ head: number; epoch: string }>('SELECT head::int AS head, epoch FROM scopes'));

test('a database whose files are broken comes back from its last durable dump, as a new lineage, and the broken files are kept', async () => {
  const first = await open();
  await found(first);
  await first.close();
  expect(existsSync(join(folder, 'pglite.dump'))).toBe(true);
  truncateSync(join(folder, 'pglite', 'global', 'pg_control'), 0);
  writeFileSync(join(folder, 'pglite', 'PG_VERSION'), '18\n');
  const second = await open();
  const [scope] = await scopes(second);
  expect(scope).toMatchObject({ head: 7 });
  expect(scope?.epoch).not.toBe('first');
  await second.close();
  expect(readdirSync(folder).some((name) => name.startsWith('pglite.broken-'))).toBe(true);
});

test('a restored database begins a new epoch by command', async () => {
  const engine = await open();
  const [before] = await scopes(engine);
  expect(await beginNewEpoch(engine)).toBe(1);
  const [after] = await scopes(engine);
  expect(after?.epoch).not.toBe(before?.epoch);
  await engine.close();
});
