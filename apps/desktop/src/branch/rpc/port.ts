import { callTRPCProcedure, getTRPCErrorFromUnknown, isTrackedEnvelope, type TRPCError } from '@trpc/server';
import { getErrorShape } from '@trpc/server/unstable-core-do-not-import';
import { z } from 'zod';
import type { RescuePort } from '../modules/backups/backups.port.ts';
import { copySchema } from '../modules/backups/backups.router.ts';
import type { Services, Connection } from './procedures.ts';
import { branchRouter } from './router.ts';

/** The one message a client may send over a port. */
const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    id: z.int().min(0),
    type: z.enum(['query', 'mutation', 'subscription']),
    path: z.string().max(100),
    input: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('stop'), id: z.int().min(0) }),
]);

/** What goes back: a result, an item of a subscription, its end, or an error of the router's own shape. */
export type PortReply =
  | { readonly id: number; readonly kind: 'result' | 'item'; readonly data: unknown }
  | { readonly id: number; readonly kind: 'end' }
  | { readonly id: number; readonly kind: 'error'; readonly error: unknown };

/** What this needs of a MessagePort (Electron's and Node's differ in how they listen). */
export type Port = { post(reply: PortReply): void; listen(on: (message: unknown) => void): void };

/** Serves the router to one window. Who is logged in is kept here, out of the page's reach. */
export function servePort(port: Port, services: Services, connection: Connection = { actor: undefined }): void {
  const running = new Map<number, AbortController>();
  const fail = (id: number, call: { path: string; type: 'query' | 'mutation' | 'subscription' }, error: TRPCError) => {
    const shape = getErrorShape({
      config: branchRouter._def._config,
      error,
      type: call.type,
      path: call.path,
      input: undefined,
      ctx: undefined,
    });
    port.post({ id, kind: 'error', error: shape });
  };
  const answer = async (request: Extract<z.infer<typeof requestSchema>, { kind: 'call' }>) => {
    const abort = new AbortController();
    running.set(request.id, abort);
    try {
      const data = await callTRPCProcedure({
        router: branchRouter,
        path: request.path,
        getRawInput: async () => request.input,
        ctx: { ...services, connection },
        type: request.type,
        signal: abort.signal,
        batchIndex: 0,
      });
      if (request.type !== 'subscription') port.post({ id: request.id, kind: 'result', data });
      else await forward(request.id, data);
    } catch (error) {
      fail(request.id, request, getTRPCErrorFromUnknown(error));
    } finally {
      running.delete(request.id);
    }
  };
  const forward = async (id: number, items: unknown) => {
    for await (const item of items as AsyncIterable<unknown>) {
      port.post({ id, kind: 'item', data: isTrackedEnvelope(item) ? item[1] : item });
    }
    port.post({ id, kind: 'end' });
  };
  port.listen((message) => {
    const request = requestSchema.safeParse(message);
    if (!request.success) return;
    if (request.data.kind === 'stop') running.get(request.data.id)?.abort();
    else void answer(request.data);
  });
}

/** When the file can't be used: every question is answered with that, so that the screen can say it; but copies can be put back. */
export function serveFault(port: Port, code: string, rescue?: RescuePort): void {
  port.listen((message) => {
    const request = requestSchema.safeParse(message);
    if (!request.success || request.data.kind !== 'call') return;
    const { id, path, input } = request.data;
    const copy = copySchema.safeParse(input);
    if (rescue && path === 'backups.rescue.list') return port.post({ id, kind: 'result', data: rescue.list() });
    if (rescue && path === 'backups.rescue.restore' && copy.success) {
      void rescue.restore(copy.data).then((data) => port.post({ id, kind: 'result', data }));
      return;
    }
    const data = { code: 'PRECONDITION_FAILED', httpStatus: 412, path };
    port.post({ id, kind: 'error', error: { code: -32012, message: code, data } });
  });
}
