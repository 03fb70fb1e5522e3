import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Actor, CallContext, Seat, Seating, Services, TerminalClaim, Watch } from '../context.ts';
import type { OpenSql } from '../db/tenant-scope.ts';
import { apiKeyActor } from '../modules/api-keys/api-keys.service.ts';
import { apiLoginActor } from '../modules/identity/api-logins.service.ts';
import { seatOf } from '../modules/identity/identity.service.ts';
import { operatorOf } from '../modules/operators/operators.service.ts';
import { terminalActor } from '../modules/terminals/terminals.service.ts';

/** What a request brings that says who is calling. */
export type Credentials = { readonly bearer: string | undefined; readonly cookie: string | undefined };
export type Place = {
  readonly requestId: string;
  readonly address: string;
  readonly agent: string;
  readonly setCookie: (cookie: string) => void;
  readonly watch?: Watch | undefined;
  /** The public API's door takes what is made for it, and nothing else: no cookie, no log-in of the web, no till's token. */
  readonly door?: 'api';
  /** Told whose request it is, for the log. */
  readonly identified?: (actor: Actor) => void;
};

/** Credentials of an HTTP request, or of a WebSocket's first message (browsers can't set headers there). */
export function credentialsOf(headers: IncomingMessage['headers'], connectionParams?: unknown): Credentials {
  const params = z.object({ token: z.string().max(4000) }).safeParse(connectionParams);
  const header = headers.authorization?.match(/^Bearer ([^\s]{1,4000})$/)?.[1];
  return { bearer: params.success ? params.data.token : header, cookie: headers.cookie };
}

/** What a browser calls itself, as far as it is worth keeping. */
export function agentOf(headers: IncomingMessage['headers']): string {
  return (headers['user-agent'] ?? '').slice(0, 200);
}

/** What a call arrives with; who is calling is looked up when a procedure asks, and nothing of a minute ago is believed. */
export function callContext(services: Services, credentials: Credentials, { identified, door, ...place }: Place): CallContext {
  const isApi = door === 'api';
  const sessionToken = isApi ? undefined : (credentials.bearer ?? services.sessions.tokenIn(credentials.cookie));
  const operatorToken = isApi ? undefined : /(?:^|;\s*)fastops_operator=([A-Za-z0-9_-]{43})(?:;|$)/.exec(credentials.cookie ?? '')?.[1];
  const identify = async () => {
    const { bearer } = credentials;
    const actor = await (isApi ? apiActor(services, bearer, place.address) : findActor(services, bearer, sessionToken));
    identified?.(actor);
    return actor;
  };
  return {
    ...services,
    ...place,
    sessionToken,
    operatorToken,
    operator: async () => (operatorToken === undefined ? undefined : operatorOf(services, operatorToken)),
    identify,
    seating: async () => {
      if (isApi || credentials.bearer?.includes('.')) return seatedAlready(await identify());
      return async (sql) => {
        const seat = await seatIn(services, sql, sessionToken);
        identified?.(seat?.actor);
        return seat;
      };
    },
    claim: async () => {
      const claim = isApi ? undefined : await claimOf(services, credentials.bearer);
      const actorIn: TerminalClaim['actorIn'] = async (sql) => {
        const actor = await claim?.actorIn(sql);
        identified?.(actor);
        return actor;
      };
      return claim && { ...claim, actorIn };
    },
  };
}

async function findActor(services: Services, bearer: string | undefined, sessionToken: string | undefined): Promise<Actor> {
  if (bearer?.includes('.')) {
    const claim = await claimOf(services, bearer);
    return claim && services.db.inCompany(claim.companyId, claim.actorIn);
  }
  return services.db.beforeCompany(async (sql) => (await seatIn(services, sql, sessionToken))?.actor);
}

async function seatIn({ sessions, accessOf }: Services, sql: OpenSql, sessionToken: string | undefined): Promise<Seat | undefined> {
  const session = sessionToken ? await sessions.read(sql, sessionToken) : undefined;
  return session && seatOf(sql, accessOf, session);
}

/** Of somebody who was looked up before: a program with a key or a token, whose look-up writes down that it was used. */
export function seatedAlready(actor: Actor): Seating {
  return async (sql) => (actor?.kind === 'user' ? { actor, sql: await sql.enter(actor.companyId) } : undefined);
}

async function apiActor(services: Services, bearer: string | undefined, address: string): Promise<Actor> {
  if (bearer === undefined) return undefined;
  return bearer.includes('.') ? apiLoginActor(services, bearer) : apiKeyActor(services, bearer, address);
}

async function claimOf(services: Services, bearer: string | undefined): Promise<TerminalClaim | undefined> {
  const token = bearer?.includes('.') ? await services.key.readTerminalToken(bearer) : undefined;
  return token && { companyId: token.companyId, actorIn: (sql) => terminalActor(sql, token.terminalId) };
}
