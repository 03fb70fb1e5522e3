import type { Sql } from '../db/sql.ts';
import type { CloudUnderTest } from './cloud-under-test.ts';
import { aCompany, aTill, type TestTill } from './shop.ts';

export type LabSize = {
  /** Orders that each of the free writers pushes at least, one by one. */
  readonly rounds: number;
  /** Pushes that are held between taking a number and committing. */
  readonly held: number;
};
/** How many committed events a reader never got, and how many positions it saw out of turn. */
export type Reading = { readonly got: number; readonly lost: number };
export type LabReport = { readonly committed: number; readonly ours: Reading & { holes: number }; readonly naive: Reading };

const WRITERS = 8;
const GATE = 4242;
/** Shorter than the statement timeout of the pool: a till would push again, and that is not what is looked at here. */
const LONGEST_HOLD_MS = 3_000;

/**
 * One workload, two readers. Eight tills push; a trigger gives every event a number of a sequence in the moment it is
 * inserted, as a cursor of the usual kind would. The first till's pushes wait at a gate between that moment and their
 * commit until the naive reader has gone past them, so its loss is certain and not a matter of luck.
 */
export async function runCursorLab(cloud: CloudUnderTest, size: LabSize): Promise<LabReport> {
  const company = await aCompany(cloud, 'Cursores');
  const [branchId] = company.branches;
  const tills = await Promise.all(Array.from({ length: WRITERS }, () => aTill(cloud, company, branchId)));
  const [slow, ...free] = tills;
  if (!slow) throw new Error('no till');
  await plantNaiveCursor(cloud, slow.identity.streamId);
  const run = { over: false };
  const naive = naiveReader(cloud, run);
  const ours = ourReader(await aTill(cloud, company, branchId), run);
  const planted = { done: false };
  const writing = free.map(async (till) => {
    for (let round = 0; round < size.rounds || !planted.done; round += 1) await pushOne(till);
  });
  try {
    for (let round = 0; round < size.held; round += 1) await pushThroughGate(cloud, slow, naive);
  } finally {
    planted.done = true;
    await Promise.allSettled(writing);
    run.over = true;
  }
  await Promise.all(writing);
  const committed = tills.flatMap((till) => till.log.map(({ id }) => id));
  const [ourIds, naiveIds] = await Promise.all([ours, naive.reading]);
  const missing = (seen: ReadonlySet<string>) => committed.filter((id) => !seen.has(id)).length;
  return {
    committed: committed.length,
    ours: { got: ourIds.seen.size, lost: missing(ourIds.seen), holes: ourIds.holes },
    naive: { got: naiveIds.size, lost: missing(naiveIds) },
  };
}

async function plantNaiveCursor(cloud: CloudUnderTest, slowStream: string): Promise<void> {
  await cloud.engine.asOwner((sql) =>
    sql.script(`
      CREATE TABLE naive_changes (position bigserial PRIMARY KEY, event_id uuid NOT NULL);
      CREATE FUNCTION naive_number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '0' AS $$
      BEGIN
        INSERT INTO naive_changes (event_id) VALUES (NEW.id);
        IF NEW.stream_id = '${slowStream}' THEN PERFORM pg_advisory_xact_lock_shared(${GATE}); END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER naive_number AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION naive_number();
    `),
  );
}

async function pushOne(till: TestTill): Promise<void> {
  till.sell();
  const reply = await till.push(till.log.length - 4, till.log.length);
  if (reply.outcome !== 'stored') throw new Error(`pushed, and it was ${reply.outcome}`);
}

type NaiveReader = { readonly at: { cursor: number }; readonly reading: Promise<ReadonlySet<string>> };

/** Closes the gate, pushes, and opens it once the naive reader is past the numbers that wait there. */
async function pushThroughGate(cloud: CloudUnderTest, till: TestTill, { at }: NaiveReader): Promise<void> {
  const closed = Promise.withResolvers<void>();
  const opened = cloud.engine.asOwner(async (sql) => {
    await sql.query(`SELECT pg_advisory_xact_lock(${GATE})`);
    closed.resolve();
    await until(async () => (await waitingAtGate(sql)) > 0);
    const [row] = await sql.query<{ last: number }>('SELECT last_value::float8 AS last FROM naive_changes_position_seq');
    const taken = row?.last ?? 0;
    await until(() => at.cursor > taken);
  });
  await closed.promise;
  await Promise.all([opened, pushOne(till)]);
}

async function waitingAtGate(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ waiting: number }>(
    `SELECT count(*)::float8 AS waiting FROM pg_locks WHERE locktype = 'advisory' AND objid = ${GATE} AND NOT granted`,
  );
  return row?.waiting ?? 0;
}

/** Positions of a sequence, "greater than the last I saw", until nothing new comes after the writers are done. */
function naiveReader(cloud: CloudUnderTest, run: { over: boolean }): NaiveReader {
  const at = { cursor: 0 };
  const seen = new Set<string>();
  const reading = cloud.engine.asOwner(async (sql) => {
    for (;;) {
      const { over } = run;
      const rows = await sql.query<{ position: number; id: string }>(
        'SELECT position::float8 AS position, event_id AS id FROM naive_changes WHERE position > $1 ORDER BY position LIMIT 500',
        [at.cursor],
      );
      for (const { id } of rows) seen.add(id);
      at.cursor = rows.at(-1)?.position ?? at.cursor;
      if (over && rows.length === 0) return seen;
      if (rows.length === 0) await pause();
    }
  });
  return { at, reading };
}

/** The cursor of the protocol, through the procedure that a till calls. */
async function ourReader(till: TestTill, run: { over: boolean }): Promise<{ seen: ReadonlySet<string>; holes: number }> {
  const api = await till.api();
  const seen = new Set<string>();
  let cursor = { epoch: '', position: 0 };
  let holes = 0;
  for (;;) {
    const { over } = run;
    const page = await api.sync.pull({ scope: 'branch', epoch: cursor.epoch, after: cursor.position });
    for (const entry of page.entries) {
      if (entry.position !== cursor.position + 1) holes += 1;
      cursor = { epoch: page.epoch, position: entry.position };
      if ('event' in entry) seen.add(entry.event.id);
    }
    if (over && page.entries.length === 0) return { seen, holes };
    if (page.entries.length === 0) await pause();
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const givenUpAt = performance.now() + LONGEST_HOLD_MS;
  while (!(await holds()) && performance.now() < givenUpAt) await pause();
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2));
}
