import { z } from 'zod';
import { assert } from '../base/assert.ts';
import { CHAIN_START, eventHash, type Sha256 } from './chain.ts';
import { eventSchema, hashSchema, type Event } from './event.ts';
import { masterSchema, MAX_BATCH_EVENTS, pullReply, pushInput, type PullReply, type PushInput } from './protocol.ts';

/*
 * Hashes don't zip: two of them are half of what an event costs on a thin line. But inside a run of one stream each follows from the
 * event before it, so only the last one has to travel: whoever reads the run computes the others, and the last proves them all.
 */

/** An event on the wire. Without `prevHash` it follows the last event of its stream in the same message; without `hash` another follows it. */
export const thinEventSchema = eventSchema.extend({ prevHash: hashSchema.optional(), hash: hashSchema.optional() });
/** See {@link thinEventSchema}. */
export type ThinEvent = z.infer<typeof thinEventSchema>;

/** Events without the hashes that follow from the others, in the order they have. */
export function thinned(events: readonly Event[]): ThinEvent[] {
  const before = new Map<string, number>();
  const thin = events.map((event): ThinEvent => {
    const { prevHash, ...rest } = event;
    const follows = before.get(event.streamId) === event.seq - 1;
    before.set(event.streamId, event.seq);
    return follows ? rest : { ...rest, prevHash };
  });
  const after = new Map<string, number>();
  for (const event of thin.toReversed()) {
    if (after.get(event.streamId) === event.seq + 1) delete event.hash;
    after.set(event.streamId, event.seq);
  }
  return thin;
}

/** Reads the events of one message, one by one; each that it answers carries its own hash, computed once: nobody has to look again. */
export type ThinReader = (event: ThinEvent) => Event;

/** Makes a reader. `starts`: the hash before the first event of a stream, where the message says it elsewhere. */
export function thinReader(sha256: Sha256, starts: ReadonlyMap<string, string> = new Map()): ThinReader {
  const heads = new Map(starts);
  return ({ prevHash, hash, ...rest }) => {
    const previous = prevHash ?? heads.get(rest.streamId) ?? (rest.seq === 1 ? CHAIN_START : undefined);
    assert(previous !== undefined, `event ${rest.id} follows nothing`);
    const linked = { ...rest, prevHash: previous };
    const whole: Event = { ...linked, hash: eventHash(linked, sha256) };
    assert(hash === undefined || hash === whole.hash, `event ${rest.id} does not carry its own hash`);
    heads.set(rest.streamId, whole.hash);
    return whole;
  };
}

/** A push as it travels. Its last event carries the hash that proves the run. */
export const thinPushInput = pushInput.extend({
  events: z
    .array(thinEventSchema)
    .min(1)
    .max(MAX_BATCH_EVENTS)
    .refine((events) => events.at(-1)?.hash !== undefined, 'the last event of a run carries its hash'),
});
/** See {@link thinPushInput}. */
export type ThinPush = z.infer<typeof thinPushInput>;

/** A push with all its hashes, and whether it is one unbroken run of its stream: each hash was computed once for both. */
export type WholePush = PushInput & { readonly isWhole: boolean };

/** The push that was meant; one that was changed on the way is no whole run, as any other broken chain. */
export function wholePush(input: ThinPush, sha256: Sha256): WholePush {
  const head = { seq: input.firstSeq - 1, hash: input.prevHash };
  let isWhole = true;
  const events = input.events.map(({ prevHash, hash, ...rest }): Event => {
    const linked = { ...rest, prevHash: prevHash ?? head.hash };
    const own = eventHash(linked, sha256);
    isWhole &&= rest.streamId === input.streamId && rest.seq === head.seq + 1 && linked.prevHash === head.hash && (hash ?? own) === own;
    Object.assign(head, { seq: rest.seq, hash: own });
    return { ...linked, hash: hash ?? own };
  });
  return { ...input, events, isWhole };
}

const thinEntry = z.union([z.object({ position: z.int(), event: thinEventSchema }), z.object({ position: z.int(), master: masterSchema })]);
/** A page as it travels to who asked for it thin. */
export const thinPullReply = pullReply.extend({ entries: z.array(thinEntry).max(MAX_BATCH_EVENTS) });
/** See {@link thinPullReply}. */
export type ThinPage = z.infer<typeof thinPullReply>;

/** A page without the hashes that follow from others. */
export function thinPage(page: PullReply): ThinPage {
  const thin = thinned(page.entries.flatMap((entry) => ('event' in entry ? [entry.event] : []))).values();
  const entries = page.entries.map((entry) => {
    const { value } = 'event' in entry ? thin.next() : { value: undefined };
    return value ? { position: entry.position, event: value } : entry;
  });
  return { ...page, entries };
}

/** The page that was meant. `isProven`: the hashes of its events were computed here. */
export function wholePage(page: ThinPage, sha256: Sha256): PullReply & { readonly isProven: true } {
  const read = thinReader(sha256);
  const entries = page.entries.map((entry) => ('event' in entry ? { ...entry, event: read(entry.event) } : entry));
  return { ...page, entries, isProven: true };
}
