import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { APP, OWNER } from '../testing/postgres-for-tests.ts';
import { openEngine } from './open.ts';
import { cloneDatabase } from './testing/clone-database.ts';

const { port, template } = inject('postgres');
const address = (who: { user: string; password: string }, database: string) =>
  `postgres://${who.user}:${who.password}@127.0.0.1:${port}/${database}`;

async function aDatabase(from: string): Promise<string> {
  const to = `open_${randomUUID().replaceAll('-', '')}`;
  await cloneDatabase(address(OWNER, 'postgres'), { from, to });
  return to;
}

test('a server that does not know the owner opens a current database and refuses one that lacks a step', async () => {
  const current = await openEngine({ kind: 'postgres', url: address(APP, await aDatabase(template)), appRole: APP.user });
  await current.close();
  const empty = address(APP, await aDatabase('template1'));
  await expect(openEngine({ kind: 'postgres', url: empty, appRole: APP.user })).rejects.toThrow('start once with DATABASE_OWNER_URL');
});

test('a server that knows the owner migrates an empty database, also two at once', async () => {
  const database = await aDatabase('template1');
  const choice = { kind: 'postgres', url: address(APP, database), ownerUrl: address(OWNER, database), appRole: APP.user } as const;
  const engines = await Promise.all([openEngine(choice), openEngine(choice), openEngine(choice)]);
  await Promise.all(engines.map((engine) => engine.close()));
});

test('a server is not run as somebody whom row-level security does not bind', async () => {
  const url = address(OWNER, await aDatabase(template));
  await expect(openEngine({ kind: 'postgres', url, appRole: APP.user })).rejects.toThrow('must not log in as postgres');
});

test('an owner whom row-level security binds is refused with a sentence before anything is migrated', async () => {
  const database = await aDatabase('template1');
  const choice = { kind: 'postgres', url: address(APP, database), ownerUrl: address(APP, database), appRole: APP.user } as const;
  await expect(openEngine(choice)).rejects.toThrow('give that role BYPASSRLS');
});
