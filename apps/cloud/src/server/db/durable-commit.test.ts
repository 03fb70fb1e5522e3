import { expect, inject, test } from 'vitest';
import { APP, OWNER } from '../testing/postgres-for-tests.ts';
import { connectPostgres } from './connect-postgres.ts';
import { cloneDatabase } from './testing/clone-database.ts';

// What a till is told is durable must be on the disk, also on a server that somebody tuned for speed.
test('a commit waits for the disk where the database says that it needn’t', async () => {
  const { port, template } = inject('postgres');
  const name = `durable_${Date.now()}`;
  const urlOf = (who: { user: string; password: string }, database: string) =>
    `postgres://${who.user}:${who.password}@127.0.0.1:${port}/${database}`;
  await cloneDatabase(urlOf(OWNER, 'postgres'), { from: template, to: name });
  const engine = connectPostgres({ url: urlOf(APP, name), ownerUrl: urlOf(OWNER, name), max: 1 });
  try {
    await engine.asOwner((sql) => sql.script(`ALTER DATABASE ${name} SET synchronous_commit = off`));
    const show = "SELECT current_setting('synchronous_commit') AS mode";
    expect(await engine.asOwner((sql) => sql.query(show))).toEqual([{ mode: 'off' }]);
    expect(await engine.transaction((sql) => sql.query(show))).toEqual([{ mode: 'on' }]);
  } finally {
    await engine.close();
  }
});
