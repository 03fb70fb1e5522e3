import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { findChainBreak, type Sha256 } from './chain.ts';
import { eventSchema, hashSchema, type Event } from './event.ts';

/*
 * What a till hands to a person before it lets go of facts that the cloud hasn't got: NDJSON, one value a line.
 *
 *   {"kind":"head","format":1,"companyId":…,"branchId":…,"terminalId":…,"at":…,"count":n}
 *   {"kind":"event","event":{…}}          n of them: run after run, each a whole piece of one stream's chain
 *   {"kind":"end","sha256":"…"}           over all lines before: each line's sum is the SHA-256 of the sum before it and the line
 *
 * The events are as they would have been pushed, so whoever gets the file can offer them to the cloud as they are.
 */

/** Bumped when an older reader would misread it. */
export const EXPORT_FORMAT = 1;

/** First line of an export. */
export const exportHead = z.object({
  kind: z.literal('head'),
  format: z.literal(EXPORT_FORMAT),
  companyId: idSchema,
  branchId: idSchema,
  terminalId: idSchema,
  at: z.int().min(0),
  count: z.int().min(0),
});
/** See {@link exportHead}. */
export type ExportHead = z.infer<typeof exportHead>;

const exportEvent = z.object({ kind: z.literal('event'), event: eventSchema });
const exportEnd = z.object({ kind: z.literal('end'), sha256: hashSchema });

/** The sum after one more line; the one before the first is empty. */
export function exportSum(before: string, line: string, sha256: Sha256): string {
  return sha256(before + line);
}

/** Why a file is not a whole export. */
export type ExportFault = { readonly line: number; readonly reason: 'unreadable' | 'count' | 'sum' | 'chain' };

/** Reads an export and proves it: every line, the sum over all of them, and the chain of each run. */
export function readExport(text: string, sha256: Sha256): { readonly events: readonly Event[] } | { readonly fault: ExportFault } {
  const lines = text.split('\n');
  const end = lines.length - 2;
  const fault = (line: number, reason: ExportFault['reason']) => ({ fault: { line: line + 1, reason } });
  const head = exportHead.safeParse(parsed(lines[0]));
  const last = exportEnd.safeParse(parsed(lines[end]));
  if (!head.success) return fault(0, 'unreadable');
  if (!last.success || lines.at(-1) !== '') return fault(Math.max(0, end), 'unreadable');
  if (lines.slice(0, end).reduce((sum, line) => exportSum(sum, line, sha256), '') !== last.data.sha256) return fault(end, 'sum');
  const events: Event[] = [];
  for (const [index, line] of lines.slice(1, end).entries()) {
    const entry = exportEvent.safeParse(parsed(line));
    if (!entry.success) return fault(index + 1, 'unreadable');
    if (!continuesRun(events.at(-1), entry.data.event, sha256)) return fault(index + 1, 'chain');
    events.push(entry.data.event);
  }
  return events.length === head.data.count ? { events } : fault(0, 'count');
}

/** A run may begin anywhere in a stream; inside it each event follows from the one before. */
function continuesRun(before: Event | undefined, event: Event, sha256: Sha256): boolean {
  const isNext = before !== undefined && before.streamId === event.streamId;
  const after = isNext ? before : { streamId: event.streamId, seq: event.seq - 1, hash: event.prevHash };
  return findChainBreak([event], after, sha256) === undefined;
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}
