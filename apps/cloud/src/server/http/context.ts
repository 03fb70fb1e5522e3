import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Actor, CallContext, Services } from '../context.ts';
import { actorOf } from '../modules/identity/identity.service.ts';
import { terminalActor } from '../modules/terminals/terminals.service.ts';

/** What a request brings that says who is calling. */
export type Credentials = { readonly bearer: string | undefined; readonly cookie: string | undefined };
export type Place = { readonly requestId: string; readonly address: string; readonly setCookie: (cookie: string) => void };

/** Credentials of an HTTP request, or of a WebSocket's first message (browsers can't set headers there). */
export function credentialsOf(headers: IncomingMessage['headers'], connectionParams?: unknown): Credentials {
  const params = z.object({ token: z.string().max(4000) }).safeParse(connectionParams);
  const header = headers.authorization?.match(/^Bearer ([^\s]{1,4000})$/)?.[1];
  return { bearer: params.success ? params.data.token : header, cookie: headers.cookie };
}

/** Looks up the caller at every request: nothing that was true a minute ago is believed. */
export async function callContext(services: Services, credentials: Credentials, place: Place): Promise<CallContext> {
  const sessionToken = credentials.bearer ?? services.sessions.tokenIn(credentials.cookie);
  return { ...services, ...place, sessionToken, actor: await findActor(services, credentials.bearer, sessionToken) };
}

async function findActor(services: Services, bearer: string | undefined, sessionToken: string | undefined): Promise<Actor> {
  if (bearer?.includes('.')) {
    const terminal = await services.key.readTerminalToken(bearer);
    return terminal && services.db.inCompany(terminal.companyId, (sql) => terminalActor(sql, terminal.terminalId));
  }
  const session = sessionToken ? await services.sessions.read(sessionToken) : undefined;
  return session && actorOf(services.db, session);
}
