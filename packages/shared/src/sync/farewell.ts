import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { moneySchema } from '../base/money-schema.ts';
import { eventSchema, hashSchema } from './event.ts';
import { MAX_BATCH_EVENTS, seriesSchema } from './protocol.ts';

/*
 * How a terminal that was put away leaves: it asks whether it was, hears it signed, hands in what only it has, and forgets its keys.
 * Nothing of this needs a token, which it can't get any more: each call proves the device key that was put away.
 */

const nonce = z.string().max(300);
const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);
const deviceKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * "Was I put away?" `asked` is the terminal's own nonce (32 bytes, base64url), so that a word that was said to somebody else, or before,
 * is none. Proof over `fastops-farewell:<terminalId>:<nonce>:<asked>`.
 */
export const farewellInput = z.strictObject({ terminalId: idSchema, nonce, asked: deviceKey, signature });
/** See {@link farewellInput}. */
export type FarewellInput = z.infer<typeof farewellInput>;

/**
 * What the cloud signs. It is about one device key, not about a name: a terminal that is connected again has another key, and no word
 * that was ever said about the one before can reach it, whatever backup a cloud was put back from.
 */
export const revocationSchema = z.strictObject({
  kind: z.literal('revoked'),
  companyId: idSchema,
  terminalId: idSchema,
  publicKey: deviceKey,
  asked: deviceKey,
  /** When it was put away, and when this was said: shown to people. */
  endedAt: z.int().min(0),
  saidAt: z.int().min(0),
});
/** See {@link revocationSchema}. */
export type Revocation = z.infer<typeof revocationSchema>;

/** The word, as a compact JWS. */
export const farewellReply = z.object({ word: z.string().max(4000) });

/**
 * A run of the terminal's log that the cloud hasn't got, as it would have been pushed. Proof over
 * `fastops-surrender:<terminalId>:<nonce>:<hash of the last event>`; the chain covers the rest.
 */
export const surrenderInput = z.strictObject({
  terminalId: idSchema,
  nonce,
  signature,
  streamId: idSchema,
  /** Letters of the stream, which the cloud may never have heard of. */
  series: seriesSchema,
  firstSeq: z.int().min(1),
  prevHash: hashSchema,
  events: z.array(eventSchema).min(1).max(MAX_BATCH_EVENTS),
});
/** See {@link surrenderInput}. */
export type SurrenderInput = z.infer<typeof surrenderInput>;

/** How far the cloud has the stream now; `refused`: it knows another log under that name, or can't place it. */
export const surrenderReply = z.object({ outcome: z.enum(['kept', 'rewind', 'refused']), ackSeq: z.int().min(0) });
/** See {@link surrenderReply}. */
export type SurrenderReply = z.infer<typeof surrenderReply>;

/** What a till notes: that the cloud put it away, said by its own key, and how far it has taken its leave. */
export const farewellSchema = z.strictObject({
  /** When somebody put it away, and when it heard so. */
  endedAt: z.int(),
  heardAt: z.int(),
  /** What only it had then. */
  count: z.int(),
  value: moneySchema,
  /** How many of those the cloud took into quarantine, and the file that holds them all. */
  sent: z.int(),
  path: z.string().nullable(),
  /** Its keys are gone. */
  isOver: z.boolean(),
});
/** See {@link farewellSchema}. */
export type Farewell = z.infer<typeof farewellSchema>;
