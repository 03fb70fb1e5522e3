import { expect, inject, test } from 'vitest';
import { ENGINES, openCloud } from '../testing/cloud-under-test.ts';
import { aCompany, aTill } from '../testing/shop.ts';
import { APP, OWNER } from '../testing/postgres-for-tests.ts';
import { connectPostgres } from './connect-postgres.ts';
import { beginNewEpoch } from './new-epoch.ts';

test.each(ENGINES)('after a restore every scope of every company has another epoch, on %s', async (kind) => {
  const cloud = await openCloud(kind);
  try {
    for (const name of ['El Parche', 'La Otra']) await aTill(cloud, await aCompany(cloud, name));
    const read = () => cloud.look<{ scope: string; epoch: string }>('SELECT company_id, scope, epoch FROM scopes ORDER BY 1, 2');
    const before = await read();
    expect(await beginNewEpoch(cloud.engine)).toBe(before.length);
    const after = await read();
    expect(after.filter(({ epoch }, index) => epoch === before[index]?.epoch)).toEqual([]);
  } finally {
    await cloud.close();
  }
});

test('whoever may not see every company cannot begin a new epoch for none of them', async () => {
  const { port, template } = inject('postgres');
  const urlOf = ({ user, password }: { user: string; password: string }) => `postgres://${user}:${password}@127.0.0.1:${port}/${template}`;
  const weak = connectPostgres({ url: urlOf(OWNER), ownerUrl: urlOf(APP), max: 1 });
  try {
    await expect(beginNewEpoch(weak)).rejects.toThrow('row-level security');
  } finally {
    await weak.close();
  }
});
