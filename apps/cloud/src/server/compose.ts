import { MIN_PROTOCOL_VERSION } from '@fastops/shared/sync/protocol';
import { createHash, createHmac } from 'node:crypto';
import { pino } from 'pino';
import { startFanout } from './adapters/fanout.ts';
import { authenticator } from './adapters/authenticator.ts';
import { jobQueue, type RunningQueue } from './adapters/job-queue.ts';
import { postman } from './adapters/mail.ts';
import { paymentProvider } from './adapters/wompi.ts';
import { isHardToGuess } from './adapters/password-strength.ts';
import { passwords } from './adapters/passwords.ts';
import { releaseShelf } from './adapters/release-shelf.ts';
import { serverKeyFile, signedBy } from './adapters/server-key.ts';
import { sessionService } from './adapters/web-sessions.ts';
import type { Services } from './context.ts';
import { assertMigrated, readMigrations } from './db/migrate.ts';
import { openEngine } from './db/open.ts';
import type { Engine } from './db/sql.ts';
import { tenantScope, type Database } from './db/tenant-scope.ts';
import type { CloudEnv } from './env.ts';
import { httpServer } from './http/server.ts';
import { accessCache } from './modules/access/access.service.ts';
import type { Postman } from './modules/identity/identity.port.ts';
import { mailByQueue } from './modules/identity/mail.service.ts';
import { jobHandlers, JOBS, SCHEDULES } from './jobs/registry.ts';
import { realMachine, type Machine } from './machine.ts';

/** A running cloud. */
export type Cloud = { readonly url: string; readonly services: Services; close(): Promise<void> };

/** Opens the database, makes the services, listens. Throws with a sentence when it must not run. */
export async function startCloud(env: CloudEnv, machine: Machine = realMachine): Promise<Cloud> {
  const log = pino(
    {
      level: env.logLevel,
      base: { app: 'cloud' },
      redact: ['req.headers.authorization', 'req.headers.cookie', 'password', 'pin', 'token'],
    },
    pino.destination(2),
  );
  const engine = await openEngine(env.database);
  let queue: RunningQueue | undefined;
  try {
    let listensAt = `http://${env.host}:${env.port}`;
    const letters = postman(env.mail, machine);
    const jobs = (queue = await jobQueue(engine, { jobs: JOBS, onError: (error) => log.warn({ err: error }, 'job queue') }));
    const services = await makeServices(tenantScope(engine), {
      key: serverKeyFile(env.keyFile),
      machine,
      secureCookie: env.secureCookie,
      postman: letters,
      jobs,
      releasesDir: env.releasesDir,
      payments: paymentProvider(env.payments),
      publicUrl: () => env.publicUrl ?? listensAt,
    });
    const app = await httpServer({
      services,
      log,
      staticDir: env.staticDir,
      releasesDir: env.releasesDir,
      trustProxy: env.trustProxy,
      metrics: { token: env.metricsToken, now: machine.now, load: engine.load, depths: jobs.depths },
      ready: () => readiness(services.db, engine, jobs),
    });
    await app.listen({ host: env.host, port: env.port });
    await jobs.work(jobHandlers(services, letters), SCHEDULES);
    const address = app.server.address();
    const port = typeof address === 'object' && address ? address.port : env.port;
    listensAt = `http://${env.host}:${port}`;
    return {
      url: listensAt,
      services,
      close: async () => {
        await app.close();
        await jobs.stop();
        await engine.close();
      },
    };
  } catch (error) {
    await queue?.stop();
    await engine.close();
    throw error;
  }
}

/** What the surroundings give the services. */
export type ServiceParts = Pick<Services, 'key' | 'machine' | 'jobs' | 'payments' | 'publicUrl'> & {
  readonly secureCookie: boolean;
  readonly postman: Postman;
  /** Where the packer put releases; undefined: there are none. */
  readonly releasesDir?: string | undefined;
};

/** Everything a call may use, over an open database. */
export async function makeServices(db: Database, parts: ServiceParts): Promise<Services> {
  const { key, machine, jobs, payments, publicUrl } = parts;
  const factors = authenticator(key.seed);
  const fanout = await startFanout(db);
  const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  return {
    db,
    key,
    machine,
    fanout,
    sessions: sessionService(db, { secureCookie: parts.secureCookie, now: machine.now }),
    secureCookie: parts.secureCookie,
    accessOf: accessCache(),
    mail: mailByQueue(jobs, factors, parts.postman),
    jobs,
    payments,
    publicUrl,
    factors,
    logins: { ...passwords, isHardToGuess, decoy: await passwords.hash(machine.newId()) },
    devices: {
      newId: machine.newId,
      random: machine.random,
      sha256,
      signedBy,
      isFresh: key.isFresh,
      cloudKey: key.publicKey,
      secretOf: (text) => createHmac('sha256', key.seed).update(text).digest('hex'),
      signJws: key.signJws,
      readJws: key.readJws,
    },
    syncPort: {
      newId: machine.newId,
      sha256,
      sign: key.signJws,
      notify: fanout.notify,
      isDurable: db.kind === 'postgres',
      minProtocol: MIN_PROTOCOL_VERSION,
    },
    releases: releaseShelf(parts.releasesDir),
  };
}

/** What would make this instance answer wrongly; empty when it may take traffic. */
async function readiness(db: Database, engine: Engine, jobs: RunningQueue): Promise<string[]> {
  try {
    await assertMigrated(engine, readMigrations());
    await jobs.depths();
    const [row] = await db.beforeCompany((sql) => sql.query<{ rows: number }>('SELECT count(*)::float8 AS rows FROM companies'));
    return row?.rows === 0 ? [] : ['row-level security does not hide companies before a tenant is set'];
  } catch (error) {
    return [error instanceof Error && error.message.startsWith('the database') ? error.message : 'the database does not answer'];
  }
}
