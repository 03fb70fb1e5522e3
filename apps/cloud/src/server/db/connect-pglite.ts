import { PGlite } from '@electric-sql/pglite';
import { fromPglite } from 'pg-boss';
import { preparedStatements } from './pglite-statements.ts';
import { counted } from './counted.ts';
import type { Engine } from './sql.ts';

/** The role that owns nothing. PGlite logs in as superuser, so each transaction steps down to it. */
export const APP_ROLE = 'fastops_app';

/** The embedded database of one process; `template` is a dump that spares a first start its slow initdb. */
export async function connectPglite(options: {
  dataDir?: string;
  template?: Blob | undefined;
}): Promise<Engine & { dump(): Promise<Blob> }> {
  const pglite = await PGlite.create({
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
    ...(options.template ? { loadDataDir: options.template } : {}),
    relaxedDurability: false,
  });
  const statements = preparedStatements(pglite);
  const load = { underWay: 0 };
  return {
    kind: 'pglite',
    // One connection: while a transaction lasts nothing changes under it anyway.
    transaction: counted(load, (run) =>
      pglite.transaction(async (tx) => {
        await tx.exec(`SET LOCAL ROLE ${APP_ROLE}; SET LOCAL statement_timeout = 5000`);
        return run(statements(tx));
      }),
    ),
    asOwner: (run) => pglite.transaction((tx) => run({ ...statements(tx), script: async (text) => void (await tx.exec(text)) })),
    jobs: () => {
      const { executeSql } = fromPglite(pglite);
      return { executeSql, close: async () => {} };
    },
    load: () => ({ underWay: load.underWay, connections: 1 }),
    listen: async (channel, on) => void (await pglite.listen(channel, on)),
    dump: async () => pglite.dumpDataDir('none'),
    close: () => pglite.close(),
  };
}
