import type { DestinationStream } from 'pino';

const MOST_LINES = 2_000;

/** The last lines that this process logged, kept in memory for support; they go on to where logs go. */
export function logRing(onward: DestinationStream): DestinationStream & { lines(): readonly string[] } {
  const lines: string[] = [];
  return {
    write: (line) => {
      lines.push(line.trimEnd());
      if (lines.length > MOST_LINES) lines.shift();
      onward.write(line);
    },
    lines: () => lines,
  };
}
