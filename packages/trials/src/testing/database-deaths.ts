import { dice } from '@fastops/cloud/server/testing/dice';
import { compare, type Compared } from './compared.ts';
import { ENDS, startOwnPostgres } from './own-postgres.ts';
import { openCloudOver, type TrialCloud } from './trial-cloud.ts';
import { drained, enrolledTill, type TrialTill } from './trial-till.ts';

export type Deaths = Compared & {
  readonly deaths: number;
  /** Seen by the till as stored, and not there after the restart. */
  readonly forgotten: number;
  readonly acknowledged: number;
  readonly synchronous: string;
};

/** Takes PostgreSQL down while a till pushes, so many times, in three ways in turn; the cloud and the till just go on. */
export async function killDatabaseInBatches(deaths: number, seed: number): Promise<Deaths> {
  const roll = dice(seed);
  const database = await startOwnPostgres();
  const cloud = await openCloudOver(database);
  const till = await enrolledTill(cloud, cloud.cloud.url);
  try {
    await drained(till);
    const [setting] = await cloud.look<{ synchronous_commit: string }>('SHOW synchronous_commit');
    let forgotten = 0;
    for (let death = 0; death < deaths; death += 1) {
      const selling = sellFor(till, 4 + roll(8));
      await new Promise((resolve) => setTimeout(resolve, roll(60)));
      await database.takeDown(ENDS[death % ENDS.length] ?? 'SIGKILL');
      await selling;
      const stored = acknowledged(till);
      await database.start();
      forgotten += await missing(cloud, stored);
    }
    await drained(till);
    const compared = await compare(cloud, [till]);
    return { ...compared, deaths, forgotten, acknowledged: acknowledged(till).length, synchronous: setting?.synchronous_commit ?? '' };
  } finally {
    await till.close();
    await cloud.close();
    await database.close();
  }
}

async function sellFor(till: TrialTill, orders: number): Promise<void> {
  for (let order = 0; order < orders; order += 1) {
    await till.sell();
    till.branch.services.link.syncNow();
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
}

/** Ids of what the till believes to be in the cloud. */
function acknowledged(till: TrialTill): string[] {
  return till.branch.services.core.db
    .all<{ id: string }>(
      'SELECT e.id FROM events e JOIN streams s ON s.company_id = e.company_id AND s.stream_id = e.stream_id WHERE s.own = 1 AND e.seq <= s.acked_seq',
    )
    .map(({ id }) => id);
}

async function missing(cloud: TrialCloud, ids: readonly string[]): Promise<number> {
  const kept = new Set((await cloud.look<{ id: string }>('SELECT id FROM events')).map(({ id }) => id));
  return ids.filter((id) => !kept.has(id)).length;
}
