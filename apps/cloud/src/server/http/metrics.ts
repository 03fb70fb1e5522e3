import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fastifyMetrics from 'fastify-metrics';
import type { Watch } from '../context.ts';
import type { QueueDepth } from '../modules/jobs/jobs.port.ts';

export type MetricsOptions = {
  /** Undefined: only this machine may read. */
  readonly token: string | undefined;
  readonly now: () => number;
  readonly load: () => { readonly underWay: number; readonly connections: number };
  readonly depths: () => Promise<readonly QueueDepth[]>;
};

/** Rate, errors and duration of each procedure, the pool, the queue, how far behind each branch is; and what Node says of itself. */
export async function mountMetrics(app: FastifyInstance, options: MetricsOptions): Promise<Watch> {
  await app.register(fastifyMetrics.default, { endpoint: '/metrics', clearRegisterOnInit: true });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.split('?')[0] === '/metrics' && !mayRead(request, options.token)) return reply.code(404).send({ code: 'not-found' });
    return undefined;
  });
  const { client } = app.metrics;
  const calls = new client.Histogram({
    name: 'fastops_procedure_seconds',
    help: 'How long each procedure took, by how it ended',
    labelNames: ['procedure', 'outcome'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  // What each till said last: kept here, since no transaction sees two companies.
  const behind = new Map<string, { branchId: string; oldestAt: number }>();
  gauge(
    client,
    { name: 'fastops_sync_lag_seconds', help: 'Age of the oldest sale that only a till of the branch has', labelNames: ['branch'] },
    (one) => {
      const worst = new Map<string, number>();
      for (const { branchId, oldestAt } of behind.values()) worst.set(branchId, Math.min(oldestAt, worst.get(branchId) ?? oldestAt));
      for (const [branch, oldestAt] of worst) one.set({ branch }, Math.max(0, options.now() - oldestAt) / 1_000);
    },
  );
  gauge(client, { name: 'fastops_transactions_under_way', help: 'Transactions that run or wait for a connection', labelNames: [] }, (one) =>
    one.set(options.load().underWay),
  );
  gauge(client, { name: 'fastops_database_connections', help: 'Connections that there may be', labelNames: [] }, (one) =>
    one.set(options.load().connections),
  );
  gauge(client, { name: 'fastops_jobs', help: 'Jobs by kind and state', labelNames: ['job', 'state'] }, async (one) => {
    for (const { job, waiting, active } of await options.depths()) {
      one.set({ job, state: 'waiting' }, waiting);
      one.set({ job, state: 'active' }, active);
    }
  });
  return {
    call: ({ path, outcome, seconds }) => calls.observe({ procedure: path, outcome }, seconds),
    custody: ({ branchId, terminalId, oldestAt }) => {
      behind.set(terminalId, { branchId, oldestAt: oldestAt ?? Number.POSITIVE_INFINITY });
    },
  };
}

type Client = FastifyInstance['metrics']['client'];
type GaugeOf = InstanceType<Client['Gauge']>;

/** One that is read when it is asked for. */
function gauge(
  client: Client,
  about: { name: string; help: string; labelNames: string[] },
  read: (one: GaugeOf) => void | Promise<void>,
): void {
  const one: GaugeOf = new client.Gauge({
    ...about,
    async collect() {
      one.reset();
      await read(one);
    },
  });
}

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return request.ip === '127.0.0.1' || request.ip === '::1' || request.ip === '::ffff:127.0.0.1';
  const said = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return said.length === wanted.length && timingSafeEqual(said, wanted);
}
