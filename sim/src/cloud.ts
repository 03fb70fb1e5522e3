import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { serverKey } from '@fastops/cloud/server/adapters/server-key';
import { byHand } from '@fastops/cloud/server/adapters/wompi';
import { makeServices } from '@fastops/cloud/server/compose';
import type { Services, TerminalActor } from '@fastops/cloud/server/context';
import { openInMemory } from '@fastops/cloud/server/db/open';
import type { Engine, Sql } from '@fastops/cloud/server/db/sql';
import { tenantScope } from '@fastops/cloud/server/db/tenant-scope';
import { seatedAlready } from '@fastops/cloud/server/http/context';
import { cloudRouter } from '@fastops/cloud/server/rpc/router';
import { uuidv7 } from '@fastops/shared/base/id';
import { chance, type Chance } from './chance.ts';

/** Nothing simulated writes letters or leaves work for later; whatever begins to must be simulated too. */
const notHere = () => Promise.reject(new Error('no letters and no jobs in the simulator'));

const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

/** The cloud's process died in the middle of a request: its transaction is rolled back, the caller hears a 5xx. */
export class ServerFault extends Error {
  override readonly name = 'ServerFault';
}

/** The real cloud over one embedded database that many seeds share, one company each. */
export type SimCloud = {
  readonly engine: Engine;
  readonly services: Services;
  /** Begins a seed: its clock and its luck. */
  begin(now: () => number, luck: Chance): void;
  /** The cloud's procedures, as a terminal that has proved itself. */
  as(actor: TerminalActor): ReturnType<typeof cloudRouter.createCaller>;
  /** The next transaction breaks at its n-th statement; undefined lets all be well. */
  breakAt(statement: number | undefined): void;
  /** Empties the tables of seeds that are over. */
  sweep(): Promise<void>;
  close(): Promise<void>;
};

export async function openSimCloud(): Promise<SimCloud> {
  const engine = await openInMemory(CACHE);
  let seed: { now: () => number; luck: Chance } | undefined;
  const current = () => {
    if (!seed) throw new Error('no seed has begun');
    return seed;
  };
  let tables: string | undefined;
  let statementsLeft = Number.POSITIVE_INFINITY;
  const breaking = (sql: Sql): Sql => ({
    query: (text, params) => {
      statementsLeft -= 1;
      if (statementsLeft < 0) return Promise.reject(new ServerFault('the process of the cloud died'));
      return sql.query(text, params);
    },
  });
  const shaky: Engine = { ...engine, transaction: (run) => engine.transaction((sql) => run(breaking(sql))) };
  const machine = {
    now: () => current().now(),
    newId: () => uuidv7(current().now(), current().luck.bytes(10)),
    random: (count: number) => current().luck.bytes(count),
  };
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  seed = { now: () => 0, luck: chance('before any seed') };
  const services = await makeServices(tenantScope(shaky), {
    key: serverKey(pem),
    machine,
    secureCookie: false,
    postman: { isDelivered: false, send: notHere },
    jobs: { enqueue: notHere, deadLetters: notHere, revive: notHere, bury: notHere, depths: notHere },
    payments: byHand(''),
    publicUrl: () => '',
  });
  return {
    engine,
    services,
    begin: (now, luck) => {
      seed = { now, luck };
      statementsLeft = Number.POSITIVE_INFINITY;
    },
    as: (actor) =>
      cloudRouter.createCaller({
        ...services,
        identify: () => Promise.resolve(actor),
        seating: async () => seatedAlready(actor),
        claim: async () => (actor?.kind === 'terminal' ? { companyId: actor.companyId, actorIn: async () => actor } : undefined),
        requestId: 'sim',
        address: '192.0.2.1',
        agent: '',
        setCookie: () => {},
        sessionToken: undefined,
        operatorToken: undefined,
        operator: async () => undefined,
      }),
    breakAt: (statement) => (statementsLeft = statement ?? Number.POSITIVE_INFINITY),
    sweep: async () => {
      tables ??= await companyTables(engine);
      await engine.asOwner((sql) => sql.script(`TRUNCATE ${tables}`));
    },
    close: () => engine.close(),
  };
}

async function companyTables(engine: Engine): Promise<string> {
  const tables = await engine.asOwner((sql) =>
    sql.query<{ name: string }>(
      `SELECT DISTINCT quote_ident(table_name) AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name IN ('company_id', 'owner_company')`,
    ),
  );
  return tables.map(({ name }) => name).join(', ');
}
