import type { CustodyView, Link, Log } from './sync.queries.ts';

/** The log that this till writes to. */
export function openLog(view: CustodyView): Log | undefined {
  return view.log?.streams.find((log) => log.open);
}

/** The newest log that took over from another and that nobody has read about. */
export function unreadLog(view: CustodyView): Log | undefined {
  return view.log?.streams.find((log) => log.reason !== null && log.acknowledgedAt === null);
}

export type ClockFault = { readonly direction: 'ahead' | 'behind'; readonly offMs: number };

/** How wrong this machine's clock is, when it is wrong enough to matter. */
export function clockFault({ clockDrifted, clockOffsetMs }: Link): ClockFault | undefined {
  if (!clockDrifted || clockOffsetMs === undefined) return undefined;
  return { direction: clockOffsetMs > 0 ? 'behind' : 'ahead', offMs: Math.abs(clockOffsetMs) };
}

/** Why a parked event is not counted: a kind this version doesn't know, or a body it can't read. */
export function parkedCause(reason: string): 'unknown' | 'body' {
  return reason.startsWith('unknown ') ? 'unknown' : 'body';
}
