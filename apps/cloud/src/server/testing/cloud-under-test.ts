import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { makeServices } from '../compose.ts';
import { jobQueue } from '../adapters/job-queue.ts';
import { byHand } from '../adapters/wompi.ts';
import type { PaymentProvider } from '../modules/subscriptions/subscriptions.port.ts';
import { jobHandlers, JOBS } from '../jobs/registry.ts';
import { serverKey } from '../adapters/server-key.ts';
import type { Services } from '../context.ts';
import { connectPostgres } from '../db/connect-postgres.ts';
import { openInMemory } from '../db/open.ts';
import type { Engine, Row } from '../db/sql.ts';
import { cloneDatabase } from '../db/testing/clone-database.ts';
import { tenantScope } from '../db/tenant-scope.ts';
import type { Mail } from '../modules/identity/identity.port.ts';
import { callContext, type Credentials, type Place } from '../http/context.ts';
import { realMachine } from '../machine.ts';
import { cloudRouter } from '../rpc/router.ts';
import { APP, OWNER } from './postgres-for-tests.ts';

export const ENGINES = ['pglite', 'postgres'] as const;
export type EngineKind = (typeof ENGINES)[number];

/** A cloud without its door: real services over a real, empty database, with a clock that tests may push forward. */
export type CloudUnderTest = {
  readonly engine: Engine;
  readonly services: Services;
  /** What was mailed, the oldest first: letters leave when jobs are done. */
  readonly letters: readonly Mail[];
  /** Does the jobs that are due, as the worker of a running cloud would; answers how many. */
  finishJobs(): Promise<number>;
  /** Calls procedures as whoever the credentials say, through the same permissions and transactions as a request. */
  call(
    credentials?: Partial<Credentials> & Partial<Pick<Place, 'address' | 'agent' | 'door'>>,
  ): ReturnType<typeof cloudRouter.createCaller>;
  /** A second process on the same database: its own memory, the same rows. */
  another(): Promise<CloudUnderTest['call']>;
  /** Asks as the database's owner, past every policy: for looking, never for doing. */
  look<R = Row>(text: string): Promise<R[]>;
  passTime(ms: number): void;
  close(): Promise<void>;
};

/** What a test may bring of its own. */
export type CloudParts = { readonly payments?: PaymentProvider };

export async function openCloud(
  kind: EngineKind,
  { payments = byHand('Consignar a la cuenta') }: CloudParts = {},
): Promise<CloudUnderTest> {
  const engine = kind === 'pglite' ? await openInMemory(CACHE) : await freshDatabase();
  let ahead = 0;
  const machine = { ...realMachine, now: () => Date.now() + ahead };
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const letters: Mail[] = [];
  const postman = { isDelivered: true, send: async (letter: Mail) => void letters.push(letter) };
  const jobs = await jobQueue(engine, { jobs: JOBS, onError: (error) => process.stderr.write(`job queue: ${error.message}\n`) });
  const publicUrl = () => 'https://fastops.example';
  const start = () =>
    makeServices(tenantScope(engine), { key: serverKey(pem), machine, secureCookie: false, postman, jobs, payments, publicUrl });
  const services = await start();
  return {
    engine,
    services,
    letters,
    finishJobs: () => jobs.workOnce(jobHandlers(services, postman)),
    call: callerOf(services),
    another: async () => callerOf(await start()),
    look: <R>(text: string) => engine.asOwner((sql) => sql.query<R>(text)),
    passTime: (ms) => {
      ahead += ms;
    },
    close: async () => {
      await jobs.stop(1_000);
      await engine.close();
    },
  };
}

/** What a door tells of a cloud without a worker. */
export function noMetrics({ engine, services }: CloudUnderTest) {
  return { token: undefined, now: services.machine.now, load: engine.load, depths: services.jobs.depths };
}

function callerOf(services: Services): CloudUnderTest['call'] {
  return ({ address = '192.0.2.1', agent = 'test', door, ...credentials } = {}) =>
    cloudRouter.createCaller(
      callContext(
        services,
        { bearer: undefined, cookie: undefined, ...credentials },
        { requestId: 'test', address, agent, setCookie: () => {}, ...(door ? { door } : {}) },
      ),
    );
}

const CACHE = fileURLToPath(new URL('../../../../../.cache', import.meta.url));

/** A database of its own, copied in milliseconds from the migrated template. */
async function freshDatabase(): Promise<Engine> {
  const { port, template } = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = (who: { user: string; password: string }, database: string) =>
    `postgres://${who.user}:${who.password}@127.0.0.1:${port}/${database}`;
  await cloneDatabase(url(OWNER, 'postgres'), { from: template, to: name });
  return connectPostgres({ url: url(APP, name), ownerUrl: url(OWNER, name), max: 12 });
}
