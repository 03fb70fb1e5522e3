import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { eventSchema, hashSchema } from './event.ts';

/** Bumped when an old till could misread what the server says; two versions back stay welcome. */
export const PROTOCOL_VERSION = 1;
/** Most events in one push or one page of a pull. */
export const MAX_BATCH_EVENTS = 500;
/** Most bytes of events in one push, before compression. */
export const MAX_BATCH_BYTES = 512 * 1024;

const position = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** `branch` = the facts of the terminal's branch; `company` = the masters of its company. Which ids: from the credential. */
export const scopeSchema = z.enum(['branch', 'company']);
/** See {@link scopeSchema}. */
export type Scope = z.infer<typeof scopeSchema>;

/** Said at start, at reconnect and after any error, so that both sides know where they stand. */
export const helloInput = z.strictObject({
  streamId: idSchema,
  lastSeq: position,
  lastHash: hashSchema,
  protocol: z.int().min(1).max(1000),
  appVersion: z.string().max(40),
  deviceTime: z.int().min(0).max(8_640_000_000_000_000),
});
/** See {@link helloInput}. */
export type HelloInput = z.infer<typeof helloInput>;

/** What the cloud holds of the stream, and the lineage (epoch) of its scopes. */
export type HelloReply = {
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly epoch: string;
  readonly minProtocol: number;
  readonly serverTime: number;
  /** Changes when the terminal's grant does: then it asks for the new one. */
  readonly grantVersion: number;
};

/** A run of one stream, in order and without gaps. Company and branch come from the credential. */
export const pushInput = z.strictObject({
  streamId: idSchema,
  firstSeq: z.int().min(1),
  prevHash: hashSchema,
  events: z.array(eventSchema).min(1).max(MAX_BATCH_EVENTS),
});
/** See {@link pushInput}. */
export type PushInput = z.infer<typeof pushInput>;

/**
 * `stored`: everything up to ackSeq is in the cloud, and ackHash must equal the till's own hash there.
 * `rewind`: the cloud has less than the batch assumes; send again from ackSeq + 1.
 * `fork`: another log already lives under this stream; the till must take a new stream.
 */
export type PushReply = {
  readonly outcome: 'stored' | 'rewind' | 'fork';
  readonly ackSeq: number;
  readonly ackHash: string;
  /** Known to be in a durable place; only below it may a log ever be trimmed. */
  readonly durableSeq: number;
  /** The cloud's signature over {streamId, seq, hash}: the till's receipt. */
  readonly signedHead: string;
};

/** One page of what came after a position. */
export const pullInput = z.strictObject({
  scope: scopeSchema,
  epoch: z.string().max(64),
  after: position,
});
/** See {@link pullInput}. */
export type PullInput = z.infer<typeof pullInput>;

/** A row-versioned document owned by the cloud; `deleted` is its tombstone. */
export const masterSchema = z.strictObject({
  kind: z.string().max(40),
  id: idSchema,
  version: z.int().min(1),
  deleted: z.boolean(),
  doc: z.record(z.string(), z.unknown()),
});
/** See {@link masterSchema}. */
export type Master = z.infer<typeof masterSchema>;

/** Entries have positions `after + 1 …` without holes; the reader asserts it. */
export type PullReply = {
  readonly epoch: string;
  readonly head: number;
  readonly entries: readonly (
    | { readonly position: number; readonly event: z.infer<typeof eventSchema> }
    | { readonly position: number; readonly master: Master }
  )[];
};
