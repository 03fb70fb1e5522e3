import { setTimeout as pause } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { OWNER } from '../testing/postgres-for-tests.ts';
import { connectPostgres } from './connect-postgres.ts';
import { cloneDatabase } from './testing/clone-database.ts';

// The driver gives a transaction whose server went away a new connection under its feet: what the use case does next would
// be done outside of any transaction, or inside that of another request.
test('C14: what a transaction does after its connection has died is done nowhere', async () => {
  const { port, template } = inject('postgres');
  const name = `dead_${Date.now()}`;
  const urlOf = (database: string) => `postgres://${OWNER.user}:${OWNER.password}@127.0.0.1:${port}/${database}`;
  await cloneDatabase(urlOf('postgres'), { from: template, to: name });
  const url = urlOf(name);
  // One connection: whoever asks next gets the one that died.
  const engine = connectPostgres({ url, ownerUrl: url, max: 1 });
  try {
    await engine.asOwner((sql) => sql.script('CREATE TABLE marks (who text)'));
    const goOn = Promise.withResolvers<void>();
    const bodyEnded = Promise.withResolvers<string>();
    const dying = engine.transaction(async (sql) => {
      const [row] = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await engine.asOwner((owner) => owner.query('SELECT pg_terminate_backend($1::int)', [row?.pid ?? 0]));
      await goOn.promise;
      await sql.query("INSERT INTO marks VALUES ('the dead')").then(
        () => bodyEnded.resolve('done'),
        (error: unknown) => bodyEnded.resolve(String(error)),
      );
    });
    await expect(dying).rejects.toThrow();
    const living = engine.transaction(async (sql) => {
      await sql.query("INSERT INTO marks VALUES ('the living')");
      goOn.resolve();
      await pause(100);
    });
    await living;
    expect(await bodyEnded.promise).not.toBe('done');
    expect(await engine.asOwner((sql) => sql.query('SELECT who FROM marks'))).toEqual([{ who: 'the living' }]);
  } finally {
    await engine.close();
  }
});
