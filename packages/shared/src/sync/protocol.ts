import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { moneySchema } from '../orders/order.events.ts';
import { textSchema } from '../base/text.ts';
import { eventSchema, hashSchema } from './event.ts';

/** Bumped when an old till could misread what the server says; two versions back stay welcome. */
export const PROTOCOL_VERSION = 2;
/** Oldest protocol that is still spoken to. */
export const MIN_PROTOCOL_VERSION = 1;
/** Most events in one push or one page of a pull. */
export const MAX_BATCH_EVENTS = 500;
/** Most bytes of events in one push, before compression. */
export const MAX_BATCH_BYTES = 512 * 1024;

const position = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** `branch` = the facts of the terminal's branch; `company` = the masters of its company. Which ids: from the credential. */
export const scopeSchema = z.enum(['branch', 'company']);
/** See {@link scopeSchema}. */
export type Scope = z.infer<typeof scopeSchema>;

/** What a terminal still holds alone: how many events, how much money taken, and since when. */
export const custodySchema = z.strictObject({
  count: position,
  value: moneySchema,
  oldestAt: z.int().min(0).nullable(),
});
/** See {@link custodySchema}. */
export type Custody = z.infer<typeof custodySchema>;

/** Up to where a scope was applied. A position counts only inside its lineage (epoch). */
export const cursorSchema = z.strictObject({ epoch: z.string().max(64), position });

/** Said at start, at reconnect and after any error, so that both sides know where they stand. */
export const helloInput = z.strictObject({
  streamId: idSchema,
  lastSeq: position,
  lastHash: hashSchema,
  protocol: z.int().min(1).max(1000),
  appVersion: z.string().max(40),
  deviceTime: z.int().min(0).max(8_640_000_000_000_000),
  custody: custodySchema,
  /** Up to where the till holds each scope, and of which lineage; absent from tills of protocol 1. */
  cursors: z.record(scopeSchema, cursorSchema).optional(),
});
/** See {@link helloInput}. */
export type HelloInput = z.infer<typeof helloInput>;

/** What the cloud holds of the stream, and the lineage (epoch) of its scopes. */
export const helloReply = z.object({
  lastSeq: position,
  lastHash: hashSchema,
  epoch: z.string().max(64),
  minProtocol: z.int(),
  serverTime: z.int(),
  /** Changes when the terminal's grant does: then it asks for the new one. */
  grantVersion: z.int(),
  /** `unknown`: never opened here (or lost with a restore); `closed`: a manager ended it. Both ask for `openStream`. */
  streamState: z.enum(['live', 'unknown', 'closed']).default('live'),
  /** Known to be in a durable place. It may fall after a restore of the cloud. */
  durableSeq: position.default(0),
});
/** See {@link helloReply}. */
export type HelloReply = z.infer<typeof helloReply>;

/** A run of one stream, in order and without gaps. Company and branch come from the credential. */
export const pushInput = z.strictObject({
  streamId: idSchema,
  firstSeq: z.int().min(1),
  prevHash: hashSchema,
  events: z.array(eventSchema).min(1).max(MAX_BATCH_EVENTS),
  /** What will be left on the till once this batch is stored. */
  custody: custodySchema,
});
/** See {@link pushInput}. */
export type PushInput = z.infer<typeof pushInput>;

/**
 * `stored`: everything up to ackSeq is in the cloud, and ackHash must equal the till's own hash there.
 * `rewind`: the cloud has less than the batch assumes; send again from ackSeq + 1.
 * `fork`: another log already lives under this stream; the till must take a new stream.
 */
export const pushReply = z.object({
  outcome: z.enum(['stored', 'rewind', 'fork']),
  ackSeq: position,
  ackHash: hashSchema,
  /** Known to be in a durable place; only below it may a log ever be trimmed. */
  durableSeq: position,
  /** The cloud's signature over {streamId, seq, hash}: the till's receipt. */
  signedHead: z.string().max(2000),
});
/** See {@link pushReply}. */
export type PushReply = z.infer<typeof pushReply>;

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

/** Entries have positions `after + 1 …` without holes; the reader asserts it. An `after` of another epoch starts again at 0. */
export const pullReply = z.object({
  epoch: z.string().max(64),
  head: position,
  entries: z
    .array(z.union([z.object({ position, event: eventSchema }), z.object({ position, master: masterSchema })]))
    .max(MAX_BATCH_EVENTS),
});
/** See {@link pullReply}. */
export type PullReply = z.infer<typeof pullReply>;

/** Letters of a number series: the terminal's own (`B`), then a figure per incarnation that the terminal counts itself (`B2`). */
export const seriesSchema = z.string().regex(/^[A-Z]{1,3}[0-9]{0,3}$/);

/** Why a terminal's log begins anew. `fork`: another log lives under its stream. `restored`: the file is older than the keychain knows.
 * `lost-tail`: the cloud holds more of the stream than the file. `moved`: the file and the keychain name different streams. */
export const incarnationReasonSchema = z.enum(['fork', 'restored', 'lost-tail', 'moved']);
/** See {@link incarnationReasonSchema}. */
export type IncarnationReason = z.infer<typeof incarnationReasonSchema>;

/**
 * Registers a stream that the till opened by itself, so that it can sell before it reaches the cloud.
 * Said before its first push; saying it again changes nothing.
 */
export const openStreamInput = z.strictObject({
  streamId: idSchema,
  series: seriesSchema,
  reason: incarnationReasonSchema,
  /** The stream that this one takes over from, as far as the till's file knew it. */
  previous: z.strictObject({ streamId: idSchema, lastSeq: position, lastHash: hashSchema }),
});
/** See {@link openStreamInput}. */
export type OpenStreamInput = z.infer<typeof openStreamInput>;

/** `taken`: a clone was first with this stream or series; the till mints another and asks again. */
export const openStreamReply = z.object({ outcome: z.enum(['opened', 'taken']) });
/** See {@link openStreamReply}. */
export type OpenStreamReply = z.infer<typeof openStreamReply>;

/** Exchanges a one-use code for a terminal of the branch. The private key never leaves the till. */
export const enrolInput = z.strictObject({
  code: z.string().regex(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/),
  /** Raw Ed25519 public key, base64url. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  terminalName: textSchema(40),
  /** Said by a till whose file belongs to a terminal: only a code for that very terminal is good then. */
  terminalId: idSchema.optional(),
});
/** See {@link enrolInput}. */
export type EnrolInput = z.infer<typeof enrolInput>;

/** Who the terminal is from now on. */
export const enrolReply = z.object({
  companyId: idSchema,
  branchId: idSchema,
  terminalId: idSchema,
  streamId: idSchema,
  /** Letter of the number series of this stream; a new stream gets a new one. */
  series: seriesSchema,
  /** Raw Ed25519 public key of the cloud, base64url: grants and signed heads are checked against it. */
  cloudKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
/** See {@link enrolReply}. */
export type EnrolReply = z.infer<typeof enrolReply>;

/**
 * Who a terminal is, signed by the cloud at its first greeting and kept by the till. A cloud that was restored from a backup older than
 * the enrolment doesn't know the terminal any more; this and the device key are enough for it to be taken in again.
 */
export const certificateSchema = z.strictObject({
  kind: z.literal('terminal'),
  companyId: idSchema,
  branchId: idSchema,
  terminalId: idSchema,
  terminalName: textSchema(40),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
/** See {@link certificateSchema}. */
export type Certificate = z.infer<typeof certificateSchema>;

/** Said without a token, after the cloud answered `terminal.unproven`: proof over `fastops-return:<terminalId>:<nonce>`. */
export const returnInput = z.strictObject({
  certificate: z.string().max(4000),
  nonce: z.string().max(300),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  /** The till's open stream. */
  stream: z.strictObject({ streamId: idSchema, series: seriesSchema, lastSeq: position, lastHash: hashSchema }),
});
/** See {@link returnInput}. */
export type ReturnInput = z.infer<typeof returnInput>;

/** The stream that the terminal goes on with: its own, or another when its letters are somebody else's by now. */
export const returnReply = z.object({ streamId: idSchema, series: seriesSchema });
/** See {@link returnReply}. */
export type ReturnReply = z.infer<typeof returnReply>;

/** Proof of the device key over a nonce of the cloud (`fastops-terminal:<terminalId>:<nonce>`), for a ten-minute token. */
export const terminalTokenInput = z.strictObject({
  terminalId: idSchema,
  nonce: z.string().max(300),
  /** Ed25519 signature, base64url. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/**
 * What a poke says: there is something in this scope up to `head`, or the terminal's grant is another one (a till that doesn't know that
 * word hears of it with its next hello). Losing one costs latency only.
 */
export const pokeSchema = z.object({ scope: z.enum([...scopeSchema.options, 'grant']), head: position });
/** See {@link pokeSchema}. */
export type Poke = z.infer<typeof pokeSchema>;
