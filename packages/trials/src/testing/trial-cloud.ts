import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { startCloud, type Cloud } from '@fastops/cloud/server/compose';
import { connectPostgres } from '@fastops/cloud/server/db/connect-postgres';
import { cloneDatabase } from '@fastops/cloud/server/db/testing/clone-database';
import { readEnv } from '@fastops/cloud/server/env';
import type { Machine } from '@fastops/cloud/server/machine';
import { demoCode, seedElParche, type Demo } from '@fastops/cloud/server/seed/el-parche';
import { APP, OWNER } from '@fastops/cloud/server/testing/postgres-for-tests';

/** A whole cloud behind its real door, on a PostgreSQL database of its own, with the demo company in it. */
export type TrialCloud = {
  readonly cloud: Cloud;
  readonly demo: Demo;
  /** A one-use code for a till of the first branch. */
  code(): Promise<string>;
  /** Asks as the database's owner, past every policy: for looking, never for doing. */
  look<R>(text: string): Promise<R[]>;
  close(): Promise<void>;
};

export async function openTrialCloud(machine?: Machine): Promise<TrialCloud> {
  const { port, template } = inject('postgres');
  const name = `trial_${randomUUID().replaceAll('-', '')}`;
  const url = (who: { user: string; password: string }, database: string) =>
    `postgres://${who.user}:${who.password}@127.0.0.1:${port}/${database}`;
  await cloneDatabase(url(OWNER, 'postgres'), { from: template, to: name });
  return openCloudOver({ url: url(APP, name), ownerUrl: url(OWNER, name) }, machine);
}

/** The same over a database that somebody else brought and migrated. */
export async function openCloudOver(at: { url: string; ownerUrl: string; port?: number }, machine?: Machine): Promise<TrialCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'fastops-trial-'));
  const cloud = await startCloud(
    readEnv({ DATABASE_URL: at.url, FASTOPS_CLOUD_DATA: folder, FASTOPS_PORT: String(at.port ?? 0), FASTOPS_LOG: 'silent' }),
    machine,
  );
  const looking = connectPostgres({ ...at, max: 1 });
  const demo = await seedElParche(cloud.services);
  return {
    cloud,
    demo,
    code: () => demoCode(cloud.services, demo, demo.branches[0]?.id ?? ''),
    look: <R>(text: string) => looking.asOwner((sql) => sql.query<R>(text)),
    close: async () => {
      await cloud.close();
      await looking.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
