import type { FastifyInstance } from 'fastify';
import { idSchema } from '@fastops/shared/base/id';
import type { Services } from '../context.ts';
import { picture } from '../modules/catalog/catalog.service.ts';
import { agentOf, callContext, credentialsOf } from './context.ts';

/**
 * Pictures of the menu for whoever is logged in, of their own company alone: another company's is not there. An id is one picture for
 * ever, so that a browser keeps it for a year; `private`, so that nothing in between hands it to another company.
 */
export function mountPictures(app: FastifyInstance, services: Services): void {
  app.get<{ Params: { id: string } }>('/pictures/:id', async (request, reply) => {
    const place = { requestId: request.id, address: request.ip, agent: agentOf(request.headers), setCookie: () => {} };
    const actor = await callContext(services, credentialsOf(request.headers), place).identify();
    if (!actor) return reply.code(401).send({ code: 'not-logged-in', message: 'not-logged-in', requestId: request.id });
    const { id } = request.params;
    const found = idSchema.safeParse(id).success ? await services.db.inCompany(actor.companyId, (sql) => picture(sql, id)) : undefined;
    if (!found) return reply.callNotFound();
    const [head = '', data = ''] = found.data.split(',');
    return reply
      .header('content-type', head.slice('data:'.length, head.indexOf(';')))
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('vary', 'cookie, authorization')
      .send(Buffer.from(data, 'base64'));
  });
}
