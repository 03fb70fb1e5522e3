import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { businessDaySchema } from '../base/time.ts';

/** Lower-case hex SHA-256. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

const counter = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

/**
 * An immutable fact, as it is logged on the till, travels, and is kept in the cloud for ever.
 * `v` is the version of the body's schema; bodies are checked per type (see `event-types.ts`),
 * so a server can store a type it doesn't know yet.
 */
export const eventSchema = z.strictObject({
  /** UUIDv7, minted before the first attempt and kept when the event is logged again in another stream. */
  id: idSchema,
  companyId: idSchema,
  branchId: idSchema,
  terminalId: idSchema,
  /** One incarnation of a terminal's log. */
  streamId: idSchema,
  /** 1, 2, 3… per stream, without gaps. */
  seq: counter,
  type: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
    .max(60),
  v: z.int().min(1).max(1000),
  /** The aggregate: an order, a cash session, a stock item. */
  entityId: idSchema,
  /** Lamport number inside the aggregate: 1 + the highest the writer knew. */
  rev: counter,
  /** The terminal's clock, ms since 1970: shown to people, decides nothing. */
  at: z.int().min(0).max(8_640_000_000_000_000),
  businessDay: businessDaySchema,
  actorId: idSchema,
  approvedById: idSchema.optional(),
  // Kept as it came, key by key: a copy would lose a `__proto__`, and with it the hash.
  body: z.custom<Record<string, unknown>>(isPlainBody),
  prevHash: hashSchema,
  hash: hashSchema,
});

function isPlainBody(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).every((key) => key.length <= 60);
}

/** See {@link eventSchema}. */
export type Event = z.infer<typeof eventSchema>;

/** What the fold of an aggregate looks at; the rest of the envelope is custody. */
export type Fact = Pick<
  Event,
  'id' | 'terminalId' | 'seq' | 'type' | 'v' | 'entityId' | 'rev' | 'at' | 'businessDay' | 'actorId' | 'branchId'
> & {
  readonly body: unknown;
  readonly approvedById?: string | null | undefined;
};

/**
 * Facts in the order that every replica agrees on: (rev, terminal, id), each id once.
 * Any arrival order and any repetition of the same set gives the same list.
 */
export function inAggregateOrder<F extends Fact>(facts: readonly F[]): F[] {
  const sorted = [...facts].sort(byAggregateOrder);
  const seen = new Set<string>();
  return sorted.filter((fact) => !seen.has(fact.id) && seen.add(fact.id));
}

function byAggregateOrder(a: Fact, b: Fact): number {
  if (a.rev !== b.rev) return a.rev - b.rev;
  if (a.terminalId !== b.terminalId) return a.terminalId < b.terminalId ? -1 : 1;
  // Only clones of one till write the same rev. Seq would not tell them apart for ever: it is another one in each stream they were logged in.
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
