import { canonicalJson } from '../base/canonical.ts';
import type { Event } from './event.ts';

/** SHA-256 of a UTF-8 text, lower-case hex. Handed in: the domain has no crypto of its own. */
export type Sha256 = (text: string) => string;

/** What the first event of a stream points back to. */
export const CHAIN_START = '0'.repeat(64);

/** The hash that an event must carry: everything but the hash itself, previous hash included. */
export function eventHash(event: Omit<Event, 'hash'>, sha256: Sha256): string {
  const { hash: _, ...sealed } = event as Event;
  return sha256(canonicalJson(sealed));
}

/** A break of the chain, named so that a person can find it. */
export type ChainBreak = { readonly seq: number; readonly reason: 'gap' | 'link' | 'hash' | 'stream' };

/** Where a run of one stream's events, read from `after`, stops being whole; undefined when it is whole. */
export function findChainBreak(
  events: readonly Event[],
  after: { readonly streamId: string; readonly seq: number; readonly hash: string },
  sha256: Sha256,
): ChainBreak | undefined {
  let { seq, hash } = after;
  for (const event of events) {
    if (event.streamId !== after.streamId) return { seq: event.seq, reason: 'stream' };
    if (event.seq !== seq + 1) return { seq: seq + 1, reason: 'gap' };
    if (event.prevHash !== hash) return { seq: event.seq, reason: 'link' };
    if (eventHash(event, sha256) !== event.hash) return { seq: event.seq, reason: 'hash' };
    ({ seq, hash } = event);
  }
  return undefined;
}
