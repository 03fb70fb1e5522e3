import type { FastifyInstance } from 'fastify';
import type { Services } from '../context.ts';
import { readReference } from '../modules/subscriptions/payments.service.ts';
import { checkJob } from '../modules/subscriptions/subscriptions.jobs.ts';

/**
 * Where the payment provider says that something happened. Nothing of a message is believed but which payment it is about: that is
 * looked up at the provider by a job, so repeats, late ones and ones out of order are all the same.
 */
export function mountWebhooks(app: FastifyInstance, services: Services): void {
  app.post('/webhooks/wompi', { config: { rateLimit: { max: 600, timeWindow: '1 minute' } } }, async (request, reply) => {
    const told = services.payments.readEvent(request.body);
    if (!told) return reply.code(400).send({ code: 'event.unacceptable' });
    const place = readReference(told.reference);
    // Signed by them and not ours (another shop of the same merchant): nothing to do, and nothing to be told again.
    if (place) {
      const payload = { ...place, transactionId: told.transactionId };
      await services.db.beforeCompany((sql) => services.jobs.enqueue(sql, { job: checkJob, payload }));
    }
    return { received: true };
  });
}
