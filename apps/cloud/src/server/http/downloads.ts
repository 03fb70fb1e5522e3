import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { may, type Permission } from '@fastops/shared/identity/permissions';
import type { Services, UserActor } from '../context.ts';
import { audit, auditPage, type AuditEntry } from '../modules/audit/audit.service.ts';
import { csvLine } from '../modules/exports/csv.ts';
import { exportChunk, openExport } from '../modules/exports/exports.service.ts';
import { agentOf, callContext, credentialsOf } from './context.ts';

/** Files that are too long for one answer. Each asks again who is there, and what leaves is in the company's log. */
export function mountDownloads(app: FastifyInstance, services: Services): void {
  app.get('/api/downloads/exports/:id', async (request, reply) => {
    const asked = await permitted(services, request, 'company.manage');
    const id = z.object({ id: idSchema }).safeParse(request.params);
    const found =
      asked.actor && id.success
        ? await services.db.inCompany(asked.actor.companyId, async (sql) => {
            const row = await openExport(sql, id.data.id, services.machine.now());
            if (row) await audit({ ...asked.call, sql }, { action: 'company.export-taken', subject: row.id, subjectName: '' });
            return row;
          })
        : undefined;
    if (!asked.actor) return refused(reply, asked.status);
    if (!found) return refused(reply, 404);
    return fileOf(reply, `fastops-${new Date(found.askedAt).toISOString().slice(0, 10)}.zip`, 'application/zip').send(
      Readable.from(chunksOf(services, asked.actor.companyId, found.id)),
    );
  });
  for (const kind of ['csv', 'ndjson'] as const) {
    app.get(`/api/downloads/audit.${kind}`, async (request, reply) => {
      const { actor, call, status } = await permitted(services, request, 'audit.read');
      if (!actor) return refused(reply, status);
      await services.db.inCompany(actor.companyId, (sql) =>
        audit({ ...call, sql }, { action: 'audit.exported', subject: actor.companyId, subjectName: '', after: { kind } }),
      );
      const type = kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
      return fileOf(reply, `registro.${kind}`, type).send(Readable.from(entriesOf(services, actor.companyId, kind)));
    });
  }
}

async function permitted(services: Services, request: FastifyRequest, permission: Permission) {
  const call = callContext(services, credentialsOf(request.headers), {
    requestId: String(request.id),
    address: request.ip,
    agent: agentOf(request.headers),
    setCookie: () => {},
  });
  const actor = await call.identify();
  if (actor?.kind !== 'user') return { actor: undefined, status: 401, call: { ...call, actor: NOBODY } };
  const isAllowed = may(actor.access.company, permission);
  return { actor: isAllowed ? actor : undefined, status: 403, call: { ...call, actor } };
}

const NOBODY: Pick<UserActor, 'kind' | 'userId' | 'name'> = { kind: 'user', userId: '', name: '' };

function refused(reply: FastifyReply, status: number): FastifyReply {
  const code = { 401: 'login.needed', 403: 'permission.missing' }[status] ?? 'export.not-found';
  return reply.code(status).send({ code, message: code });
}

function fileOf(reply: FastifyReply, name: string, type: string): FastifyReply {
  return reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff');
}

async function* chunksOf({ db }: Services, companyId: string, exportId: string): AsyncGenerator<Buffer> {
  for (let n = 0; ; n += 1) {
    const base64 = await db.inCompany(companyId, (sql) => exportChunk(sql, exportId, n));
    if (base64 === undefined) return;
    yield Buffer.from(base64, 'base64');
  }
}

const COLUMNS = [
  'seq',
  'at',
  'actorKind',
  'actorId',
  'actorName',
  'action',
  'subject',
  'subjectName',
  'branchId',
  'before',
  'after',
  'address',
  'device',
  'hash',
] as const;

async function* entriesOf({ db }: Services, companyId: string, kind: 'csv' | 'ndjson'): AsyncGenerator<string> {
  if (kind === 'csv') yield csvLine(COLUMNS);
  const lineOf = (entry: AuditEntry) =>
    kind === 'ndjson'
      ? `${JSON.stringify(entry)}\n`
      : csvLine(COLUMNS.map((name) => (name === 'at' ? new Date(entry.at).toISOString() : entry[name])));
  for (let before: number | undefined; ;) {
    const { entries, next } = await db.inCompany(companyId, (sql) => auditPage(sql, { before, limit: 500 }));
    yield entries.map(lineOf).join('');
    if (next === null) return;
    before = next;
  }
}
