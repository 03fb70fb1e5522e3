// How a till of 0.1.0 reads what the cloud says: its parsers, as they were when it was released. Never changed, not even
// together with the protocol: shops update late, and an old till that can't read an answer is a till without a cloud.
import { z } from 'zod';

const position = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const counter = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const type = z
  .string()
  .max(60)
  .regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
const body = z.record(z.string().max(60), z.unknown());

const place = { id, companyId: id, branchId: id, terminalId: id, streamId: id, seq: counter };
const fact = { type, v: z.int().min(1).max(1000), entityId: id, rev: counter, at: z.int().min(0), businessDay: day, actorId: id };
const event = z.strictObject({ ...place, ...fact, approvedById: id.optional(), body, prevHash: hash, hash });
const master = z.strictObject({
  kind: z.string().max(40),
  id,
  version: z.int().min(1),
  deleted: z.boolean(),
  doc: z.record(z.string(), z.unknown()),
});

const greeting = { minProtocol: z.int().max(1), serverTime: z.int(), grantVersion: z.int() };
const entry = z.union([z.object({ position, event }), z.object({ position, master })]);

/** What a till of protocol 1 makes of each answer. */
export const PROTOCOL_1 = {
  'sync.hello': z.object({ lastSeq: position, lastHash: hash, epoch: z.string().max(64), ...greeting }),
  'sync.push': z.object({
    outcome: z.enum(['stored', 'rewind', 'fork']),
    ackSeq: position,
    ackHash: hash,
    durableSeq: position,
    signedHead: z.string().max(2000),
  }),
  'sync.pull': z.object({ epoch: z.string().max(64), head: position, entries: z.array(entry).max(500) }),
  'sync.grant': z.object({ grant: z.string().max(1_000_000) }),
} as const;
