import type { TodaySample } from './today-query.ts';

type Terminals = TodaySample['branches'][number]['terminals'];

/**
 * Up to when a branch's figures are whole. A till that holds something is whole up to its oldest;
 * one that holds nothing, up to its last word. The slowest till decides.
 */
export function wholeUntil(terminals: Terminals): number | null {
  const known = terminals
    .filter((terminal) => !terminal.revoked)
    .map((terminal) =>
      terminal.custody.count > 0 && terminal.custody.oldestAt !== null ? terminal.custody.oldestAt : terminal.lastContactAt,
    )
    .filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
