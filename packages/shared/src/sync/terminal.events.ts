import { z } from 'zod';

/** A day is the most that a wrong zone explains; a wrong year fits all the same. */
const offset = z.int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);

/** Body of each event about a terminal itself, by type, at version 1. */
export const terminalEventBodies = {
  /** The clock was found off by more than two minutes, or right again. `offsetMs`: the cloud's clock minus the terminal's. */
  'terminal.clock-changed': z.strictObject({ offsetMs: offset, beforeMs: offset }),
} as const;
