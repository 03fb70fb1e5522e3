import { gzipSync } from 'node:zlib';
import { createTRPCUntypedClient, httpLink, TRPCClientError, type getFetch } from '@trpc/client';
import { z } from 'zod';
import { KNOWN_HERE } from '@fastops/shared/identity/grant';
import {
  enrolReply,
  returnReply,
  helloReply,
  openStreamReply,
  pushReply,
  type EnrolInput,
  type EnrolReply,
  type HelloInput,
  type HelloReply,
  type OpenStreamInput,
  type OpenStreamReply,
  type PullInput,
  type PullReply,
  type PushInput,
  type PushReply,
  type ReturnInput,
  type ReturnReply,
} from '@fastops/shared/sync/protocol';
import { aggregateReply, SNAPSHOT_PATH, type AggregateReply } from '@fastops/shared/sync/snapshot';
import { relayReply, type RelayInput, type RelayReply } from '@fastops/shared/sync/relay';
import { thinned, thinPullReply, wholePage } from '@fastops/shared/sync/thin';
import { updateWindowSchema } from '@fastops/shared/releases/install-time';
import { sha256 } from '../db/event-log.ts';
import type { ReleaseAsk, ReleaseOffer } from '../modules/updates/updates.port.ts';
import { newsLine, type LineListener } from './news-line.ts';
import { signText } from './seal.ts';
import { snapshotLines } from './snapshot-lines.ts';

/** Longest that one call may take: a hanging cloud is an offline cloud. */
const CALL_TIMEOUT_MS = 15_000;

/** The cloud, as this terminal may speak to it. Every answer is parsed before it is believed. */
export type CloudClient = {
  hello(input: HelloInput): Promise<HelloReply>;
  push(input: PushInput): Promise<PushReply>;
  /** `isProven`: the hashes of its events were computed on this side. */
  pull(input: PullInput): Promise<PullReply & { readonly isProven?: boolean }>;
  /** Hands on a run of another terminal of this branch, which came over the local network. */
  relay(input: RelayInput): Promise<RelayReply>;
  grant(): Promise<string>;
  openStream(input: OpenStreamInput): Promise<OpenStreamReply>;
  /** The cloud's word on who this terminal is; undefined where the cloud gives none. */
  certificate(): Promise<string | undefined>;
  /** What the cloud signs to know the owner's code for the uninstaller by; undefined where the cloud gives none. */
  removalCheck(): Promise<string | undefined>;
  /** Asks a cloud that doesn't know this terminal (any more) to take it in, on that word and the device key. */
  comeBack(input: Pick<ReturnInput, 'certificate' | 'stream'>): Promise<ReturnReply>;
  /** All facts of one aggregate of the branch. */
  aggregate(input: { entityId: string }): Promise<AggregateReply>;
  /** The branch as lines to be read one by one; undefined where the cloud gives none. */
  snapshot(): Promise<AsyncIterable<string> | undefined>;
  /** Listens for pokes until stopped; `down` when the line is lost. */
  listen(on: LineListener): () => void;
  /** Opens the line anew at once, instead of when its own waiting is over. */
  reopen(): void;
  close(): void;
};

/** Exchanges a one-use code for an identity: the only call without a device key. */
export async function enrolAt(cloudUrl: string, input: EnrolInput): Promise<EnrolReply> {
  const http = createTRPCUntypedClient({ links: [httpLink({ url: `${cloudUrl}/trpc` })] });
  return enrolReply.parse(await http.mutation('terminals.enrol', input, deadline()));
}

/** Speaks to a cloud without being anybody. */
export function openClient(cloudUrl: string): OpenClient {
  return createTRPCUntypedClient({ links: [httpLink({ url: `${cloudUrl}/trpc`, fetch: zippedFetch })] });
}

/** Whether the cloud said no (as against: no answer, or its own failure). */
export function isRefused(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  const status = httpStatusOf(error);
  return status >= 400 && status < 500;
}

function httpStatusOf(error: TRPCClientError<never>): number {
  const status = z.object({ httpStatus: z.number() }).safeParse(error.data);
  return status.success ? status.data.httpStatus : 0;
}

/** Whether the cloud doesn't know this terminal, or not with this key. */
export function isUnproven(error: unknown): boolean {
  return error instanceof TRPCClientError && error.message === 'terminal.unproven';
}

/** Whether the cloud no longer speaks this version's protocol. */
export function isLeftBehind(error: unknown): boolean {
  return error instanceof TRPCClientError && error.message === 'protocol.too-old';
}

/** Makes the client of an enrolled terminal. */
export function cloudClient(options: { cloudUrl: string; terminalId: string; privateKey: string }): CloudClient {
  const http = createTRPCUntypedClient({ links: [httpLink({ url: `${options.cloudUrl}/trpc` })] });
  const token = tokenSource(http, options);
  const client = provenClient(options.cloudUrl, token);
  return {
    hello: async (input) => helloReply.parse(await client.mutation('sync.hello', input, deadline())),
    push: async (input) => pushReply.parse(await client.mutation('sync.push', { ...input, events: thinned(input.events) }, deadline())),
    pull: async (input) => wholePage(thinPullReply.parse(await client.query('sync.pullThin', input, deadline())), sha256),
    relay: async (input) => relayReply.parse(await client.mutation('sync.relay', input, deadline())),
    grant: async () => z.object({ grant: z.string().max(1_000_000) }).parse(await client.query('sync.grant', KNOWN_HERE, deadline())).grant,
    openStream: async (input) => openStreamReply.parse(await client.mutation('sync.openStream', input, deadline())),
    certificate: () =>
      given(async () => certificateReply.parse(await client.query('terminals.certificate', undefined, deadline())).certificate),
    removalCheck: () => given(async () => checkReply.parse(await client.query('terminals.removalCheck', undefined, deadline())).check),
    comeBack: async (input) => {
      const { nonce } = await challenge(http);
      const signature = signText(`fastops-return:${options.terminalId}:${nonce}`, options.privateKey);
      return returnReply.parse(await http.mutation('terminals.comeBack', { ...input, nonce, signature }, deadline()));
    },
    aggregate: async (input) => aggregateReply.parse(await client.query('sync.aggregate', input, deadline())),
    snapshot: async () => snapshotLines(`${options.cloudUrl}${SNAPSHOT_PATH}`, await token()),
    ...newsLine(options.cloudUrl, token),
  };
}

/** What a till tells the cloud about itself, beside the sync. */
export type OfficeClient = {
  /** Says which version runs and how the last update went, and hears of the next one. */
  checkRelease(input: ReleaseAsk): Promise<ReleaseOffer>;
  /** Hands in what the till found out about its own fitness, as text and signature of the device key. */
  /** Names the branch's first person while nobody works there yet. */
  hireFirst(input: { name: string; pin: string }): Promise<void>;
  saveCommissioning(input: { report: string; signature: string }): Promise<void>;
};

export function officeClient(options: Proof & { cloudUrl: string }): OfficeClient {
  const http = createTRPCUntypedClient({ links: [httpLink({ url: `${options.cloudUrl}/trpc` })] });
  const client = provenClient(options.cloudUrl, tokenSource(http, options));
  return {
    checkRelease: async (input) => releaseOffer.parse(await client.mutation('releases.check', input, deadline())),
    hireFirst: async (input) => void (await client.mutation('staff.first', input, deadline())),
    saveCommissioning: async (input) => void (await client.mutation('commissioning.save', input, deadline())),
  };
}

/** Undefined from a cloud of an earlier version, which has no such thing. */
async function given(ask: () => Promise<string>): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof TRPCClientError && httpStatusOf(error) === 404) return undefined;
    throw error;
  }
}

type Proof = { readonly terminalId: string; readonly privateKey: string };

function provenClient(cloudUrl: string, token: () => Promise<string>): OpenClient {
  const headers = async () => ({ authorization: `Bearer ${await token()}` });
  return createTRPCUntypedClient({ links: [httpLink({ url: `${cloudUrl}/trpc`, fetch: zippedFetch, headers })] });
}

type FetchEsque = ReturnType<typeof getFetch>;

/** Below this a body isn't worth zipping. */
const WORTH_ZIPPING = 1_024;

/** Batches go zipped: events repeat themselves, and a shop's uplink is thin. */
const zippedFetch: FetchEsque = (address, init) => {
  const { body, headers, method, signal } = init ?? {};
  const common = { ...(method ? { method } : {}), ...(signal ? { signal: signal as AbortSignal } : {}) };
  const plain = new Headers(headers as HeadersInit);
  if (typeof body !== 'string') return fetch(address, { ...common, headers: plain });
  if (body.length < WORTH_ZIPPING) return fetch(address, { ...common, headers: plain, body });
  plain.set('content-encoding', 'gzip');
  return fetch(address, { ...common, headers: plain, body: new Uint8Array(gzipSync(body)) });
};

/** How long any call may take. */
export function deadline(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) };
}

export type OpenClient = ReturnType<typeof createTRPCUntypedClient>;
const releaseOffer = z.object({ signed: z.unknown(), window: updateWindowSchema });
const checkReply = z.object({ check: z.string().max(4000) });
const certificateReply = z.object({ certificate: z.string().max(4000) });

/** The cloud's own nonce, which a proof of the device key is made over. */
export async function challenge(http: OpenClient): Promise<{ nonce: string }> {
  return z.object({ nonce: z.string() }).parse(await http.query('terminals.challenge', undefined, deadline()));
}

/** A ten-minute token, renewed a minute early; proof of the device key over the cloud's own nonce, so no clock is trusted. */
function tokenSource(http: OpenClient, options: { terminalId: string; privateKey: string }): () => Promise<string> {
  let current: { token: string; renewAt: number } | undefined;
  return async () => {
    if (current && performance.now() < current.renewAt) return current.token;
    const { nonce } = await challenge(http);
    const signature = signText(`fastops-terminal:${options.terminalId}:${nonce}`, options.privateKey);
    const answer = await http.mutation('terminals.token', { terminalId: options.terminalId, nonce, signature }, deadline());
    const { token } = z.object({ token: z.string() }).parse(answer);
    current = { token, renewAt: performance.now() + 9 * 60_000 };
    return token;
  };
}
