import { z } from 'zod';
import type { PrintFault } from './print-job.ts';

/**
 * What a printer says of itself when asked (`DLE EOT` 1 to 4). `unknown` is no
 * fault: most clones never answer, and a printer that doesn't answer may well print.
 */
export const printerConditionSchema = z.strictObject({
  online: z.enum(['yes', 'no', 'unknown']),
  paper: z.enum(['ok', 'near-end', 'out', 'unknown']),
  cover: z.enum(['shut', 'open', 'unknown']),
  cutter: z.enum(['ok', 'jammed', 'unknown']),
  /** Pin 3 of the drawer's connector; which level means open differs from drawer to drawer. */
  drawerPin: z.enum(['high', 'low', 'unknown']),
});
/** See {@link printerConditionSchema}. */
export type PrinterCondition = z.infer<typeof printerConditionSchema>;

/** What is known of a printer that was never asked, or didn't answer. */
export const UNKNOWN_CONDITION: PrinterCondition = {
  online: 'unknown',
  paper: 'unknown',
  cover: 'unknown',
  cutter: 'unknown',
  drawerPin: 'unknown',
};

/** The `n` of `DLE EOT n`: printer, why it is off line, error, paper. */
export const STATUS_QUESTIONS = [1, 2, 3, 4] as const;

const FIXED_BITS = 0b1001_0011;
const FIXED = 0b0001_0010;

/** Whether a byte is an answer to `DLE EOT` at all: four of its bits never change. Line noise and other answers are not. */
export function isStatusByte(byte: number): boolean {
  return (byte & FIXED_BITS) === FIXED;
}

/** Reads the answers to the four questions; one that didn't come, or isn't an answer, leaves its part unknown. */
export function conditionOf(answers: readonly (number | undefined)[]): PrinterCondition {
  const [printer, offline, error, paper] = answers.map((byte) => (byte !== undefined && isStatusByte(byte) ? byte : undefined));
  return {
    online: printer === undefined ? 'unknown' : (printer & 0x08) === 0 ? 'yes' : 'no',
    drawerPin: printer === undefined ? 'unknown' : (printer & 0x04) === 0 ? 'low' : 'high',
    cover: offline === undefined ? 'unknown' : (offline & 0x04) === 0 ? 'shut' : 'open',
    cutter: error === undefined ? 'unknown' : (error & 0x28) === 0 ? 'ok' : 'jammed',
    paper: paperOf(paper, offline),
  };
}

function paperOf(sensor: number | undefined, offline: number | undefined): PrinterCondition['paper'] {
  if (offline !== undefined && (offline & 0x20) !== 0) return 'out';
  if (sensor === undefined) return 'unknown';
  if ((sensor & 0x60) !== 0) return 'out';
  return (sensor & 0x0c) === 0 ? 'ok' : 'near-end';
}

/** Why this printer can't print now; undefined when nothing it said speaks against it. */
export function faultOf({ paper, cover, cutter, online }: PrinterCondition): PrintFault | undefined {
  if (cover === 'open') return 'printer.cover-open';
  if (paper === 'out') return 'printer.paper-out';
  if (cutter === 'jammed') return 'printer.cutter-jammed';
  return online === 'no' ? 'printer.offline' : undefined;
}

/** A cash drawer as its switch tells: unknown without a switch, without an answer, or before the installer said which level is open. */
export type DrawerState = 'open' | 'shut' | 'unknown';

/** Reads the drawer's switch with the level that the installer saw while it stood open. */
export function drawerStateOf({ drawerPin }: PrinterCondition, openPin: 'high' | 'low' | undefined): DrawerState {
  if (drawerPin === 'unknown' || openPin === undefined) return 'unknown';
  return drawerPin === openPin ? 'open' : 'shut';
}
