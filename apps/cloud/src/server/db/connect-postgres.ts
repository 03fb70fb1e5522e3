import postgres, { type ParameterOrJSON } from 'postgres';
import { counted } from './counted.ts';
import type { Engine, JobsConnection, Row, Sql, SqlValue } from './sql.ts';

type Run = { unsafe(text: string, params?: ParameterOrJSON<never>[], options?: { prepare: boolean }): PromiseLike<unknown> };

/** PostgreSQL ≥ 15. `url` is the app's own login role; `ownerUrl` may create, sees every company, and is used for migrations and restores only. */
export function connectPostgres(options: { url: string; ownerUrl: string; max?: number }): Engine {
  // A commit is what a till may rely on (`durableSeq`): however the server or the role is set up, it waits for the disk.
  const durable = { synchronous_commit: 'on' };
  const session = { statement_timeout: 5_000, idle_in_transaction_session_timeout: 10_000, lock_timeout: 2_000, ...durable };
  const pool = postgres(options.url, { max: options.max ?? 10, onnotice: () => {}, connection: session, types: JSON_AS_TEXT });
  const load = { underWay: 0 };
  return {
    kind: 'postgres',
    load: () => ({ underWay: load.underWay, connections: options.max ?? 10 }),
    transaction: counted(load, (run, options) => {
      const mode = options?.still ? 'ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'READ WRITE';
      return again(() => whileItLives((alive) => pool.begin(mode, (tx) => run(sqlOver(tx, alive))) as ReturnType<typeof run>));
    }),
    asOwner: async (run) => {
      // Row-level security binds tables' owners too: one whom it does bind must fail, not find every table empty.
      const owner = postgres(options.ownerUrl, { max: 1, onnotice: () => {}, connection: { row_security: 'off' } });
      try {
        return (await owner.begin((tx) =>
          run({ ...sqlOver(tx), script: async (text) => void (await tx.unsafe(text).simple()) }),
        )) as Awaited<ReturnType<typeof run>>;
      } finally {
        await owner.end();
      }
    },
    jobs: () => jobsConnection(options.url),
    listen: async (channel, on) => void (await pool.listen(channel, on)),
    close: () => pool.end({ timeout: 5 }),
  };
}

/** JSON that comes as text is JSON already; the driver would write it as a string of JSON. */
const JSON_AS_TEXT = {
  json: {
    to: 114,
    from: [114, 3802],
    serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
    parse: (text: string) => JSON.parse(text) as unknown,
  },
};

/** Two connections of its own: work that waits for the queue doesn't hold up whoever waits for an answer. */
function jobsConnection(url: string): JobsConnection {
  const pool = postgres(url, {
    max: 2,
    onnotice: () => {},
    connection: { statement_timeout: 30_000, lock_timeout: 10_000, synchronous_commit: 'on' },
    types: JSON_AS_TEXT,
  });
  return {
    executeSql: async (text, values = []) => {
      if (values.length > 0) return { rows: [...((await pool.unsafe(text, values as ParameterOrJSON<never>[])) as unknown as Row[])] };
      // Several statements with a BEGIN of their own: one that fails must not leave its transaction to the next user of the connection.
      const own = await pool.reserve();
      try {
        const results: unknown = await own.unsafe(text).simple();
        return { rows: rowsOf(results) };
      } catch (error) {
        await own.unsafe('ROLLBACK').catch(() => {});
        throw error;
      } finally {
        own.release();
      }
    },
    close: () => pool.end({ timeout: 5 }),
  };
}

/** The rows of one statement, or those of several one after the other. */
function rowsOf(results: unknown): Row[] {
  if (!Array.isArray(results)) return [];
  return results.flatMap((result: unknown) => (Array.isArray(result) ? (result as Row[]) : [result as Row]));
}

/** A deadlock's victim and a failed serialisation lost to somebody who went through: trying again is right. */
async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      const lost = error instanceof postgres.PostgresError && (error.code === '40P01' || error.code === '40001');
      if (!lost || tries === 4) throw error;
    }
  }
}

type Alive = () => void;

/**
 * Ends a transaction for whoever is still inside it. When a server goes away, the driver answers at once but hands the same
 * connection object, opened anew, to the next request: what the old use case does next would be done in a stranger's transaction.
 */
async function whileItLives<T>(begin: (alive: Alive) => Promise<T>): Promise<T> {
  let over = false;
  try {
    return await begin(() => {
      if (over) throw new Error('the transaction is over: its connection was lost');
    });
  } finally {
    over = true;
  }
}

function sqlOver(connection: Run, alive: Alive = () => {}): Sql {
  return {
    query: async <R = Row>(text: string, params: readonly SqlValue[] = []) => {
      alive();
      return [...((await connection.unsafe(text, params as unknown as ParameterOrJSON<never>[], { prepare: true })) as R[])];
    },
  };
}
