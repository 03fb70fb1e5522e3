import { canonicalJson } from '@fastops/shared/base/canonical';
import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import type { HelloReply, OpenStreamInput, OpenStreamReply, PushInput, PushReply } from '@fastops/shared/sync/protocol';

/** Streams as a cloud keeps them: each a whole chain, facts by id. */
export type FakeStreams = {
  readonly logs: Map<string, Event[]>;
  /** Every fact once, by id, in the order it came. */
  readonly facts: Map<string, Event>;
  /** Facts that came again with other content. */
  readonly conflicts: Event[];
  readonly opened: OpenStreamInput[];
  /** Letters that belong to somebody, besides those of the opened streams. */
  readonly takenSeries: Set<string>;
  stateOf(streamId: string): HelloReply['streamState'];
  headOf(streamId: string): { readonly seq: number; readonly hash: string };
  open(input: OpenStreamInput): OpenStreamReply['outcome'];
  /** Stores a run; answers what is new by id. */
  store(input: PushInput): { readonly outcome: PushReply['outcome']; readonly fresh: Event[] };
};

/** What a fact says, whatever log it stands in. */
function contentOf({ streamId: _, seq: __, prevHash: ___, hash: ____, ...content }: Event): string {
  return canonicalJson(content);
}

export function fakeStreams(enrolled: string): FakeStreams {
  const logs = new Map<string, Event[]>([[enrolled, []]]);
  const facts = new Map<string, Event>();
  const opened: OpenStreamInput[] = [];
  const takenSeries = new Set<string>();
  const conflicts: Event[] = [];
  const headOf = (streamId: string) => logs.get(streamId)?.at(-1) ?? { seq: 0, hash: CHAIN_START };
  return {
    logs,
    facts,
    conflicts,
    opened,
    takenSeries,
    headOf,
    stateOf: (streamId) => (logs.has(streamId) ? 'live' : 'unknown'),
    open: (input) => {
      if (opened.some((each) => canonicalJson(each) === canonicalJson(input)) && logs.has(input.streamId)) return 'opened';
      if (takenSeries.has(input.series) || logs.has(input.streamId)) return 'taken';
      takenSeries.add(input.series);
      opened.push(input);
      logs.set(input.streamId, []);
      return 'opened';
    },
    store: ({ streamId, firstSeq, prevHash, events }) => {
      const log = logs.get(streamId);
      if (!log) throw new Error('a push to a stream that nobody opened');
      if (firstSeq > log.length + 1) return { outcome: 'rewind', fresh: [] };
      const before = log[firstSeq - 2]?.hash ?? CHAIN_START;
      const forked = prevHash !== before || events.some((event) => (log[event.seq - 1]?.hash ?? event.hash) !== event.hash);
      if (forked) return { outcome: 'fork', fresh: [] };
      log.push(...events.slice(Math.max(0, log.length - firstSeq + 1)));
      const fresh = events.filter(({ id }) => !facts.has(id));
      for (const event of events) {
        const known = facts.get(event.id);
        if (!known) facts.set(event.id, event);
        else if (contentOf(known) !== contentOf(event)) conflicts.push(event);
      }
      return { outcome: 'stored', fresh };
    },
  };
}
