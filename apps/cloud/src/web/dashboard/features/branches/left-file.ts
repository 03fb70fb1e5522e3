import { exportHead } from '@fastops/shared/sync/export';
import { eventSchema, type Event } from '@fastops/shared/sync/event';

/** A run of one log, small enough for one call. */
export type FileRun = { readonly streamId: string; readonly firstSeq: number; readonly prevHash: string; readonly events: Event[] };
/** What a till wrote before it forgot its keys. */
export type LeftFile = { readonly terminalId: string; readonly runs: readonly FileRun[] };

const MOST_EVENTS = 200;

/** Reads the file as far as it has to be read here; whether it is whole, its chain tells the cloud. Undefined: it is none. */
export function readLeftFile(text: string): LeftFile | undefined {
  const [first, ...rest] = text.split('\n').flatMap((line) => (line === '' ? [] : [parsed(line)]));
  const head = exportHead.safeParse(first);
  if (!head.success) return undefined;
  const runs: FileRun[] = [];
  for (const value of rest) {
    const event = eventSchema.safeParse(Reflect.get(Object(value), 'event'));
    if (event.success) put(runs, event.data);
  }
  return { terminalId: head.data.terminalId, runs };
}

function put(runs: FileRun[], event: Event): void {
  const run = runs.at(-1);
  const isNext = run?.streamId === event.streamId && run.firstSeq + run.events.length === event.seq;
  if (run && isNext && run.events.length < MOST_EVENTS) run.events.push(event);
  else runs.push({ streamId: event.streamId, firstSeq: event.seq, prevHash: event.prevHash, events: [event] });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
