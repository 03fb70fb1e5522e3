import { z } from 'zod';
import { canonicalJson } from '../base/canonical.ts';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import { versionSchema } from '../releases/manifest.ts';

/** What is looked at before a till is handed over. */
export const CHECK_IDS = [
  'disk-flush',
  'disk-space',
  'clock',
  'kitchen',
  'printers',
  'letters',
  'drawer',
  'backup',
  'keys',
  'power',
  'antivirus',
] as const;
/** See {@link CHECK_IDS}. */
export type CheckId = (typeof CHECK_IDS)[number];

/** Green: fit. Amber: it sells, and somebody should see to it. Red: not to be handed over. Grey: nothing of that kind is here. */
export const LIGHTS = ['green', 'amber', 'red', 'grey'] as const;
/** See {@link LIGHTS}. */
export type Light = (typeof LIGHTS)[number];

const check = z.strictObject({
  id: z.enum(CHECK_IDS),
  light: z.enum(LIGHTS),
  /** Which sentence says what was found; the screen and the paper have the words. */
  finding: z.string().regex(/^[a-z0-9-]{1,40}$/),
  facts: z.record(z.string().max(20), z.union([z.string().max(200), z.int()])).default({}),
});
/** One thing that was looked at. */
export type Check = z.output<typeof check>;

/** What a till found out about its own fitness for work. */
export const commissioningSchema = z.strictObject({
  format: z.literal(1),
  id: idSchema,
  terminalId: idSchema,
  branchId: idSchema,
  companyName: textSchema(80),
  branchName: textSchema(60),
  terminalName: textSchema(40),
  version: versionSchema,
  madeAt: z.int().min(0),
  madeBy: textSchema(80),
  utcOffsetHours: z.int().min(-12).max(14),
  checks: z.array(check).max(30),
});
/** See {@link commissioningSchema}. */
export type Commissioning = z.output<typeof commissioningSchema>;

/** The exact text that the till's device key signs. */
export function commissioningText(report: Commissioning): string {
  return `fastops-commissioning:${canonicalJson(report)}`;
}

/** The worst light of a report. */
export function worstLight({ checks }: Pick<Commissioning, 'checks'>): Exclude<Light, 'grey'> {
  return (['red', 'amber'] as const).find((light) => checks.some((each) => each.light === light)) ?? 'green';
}

const MB = 1_000_000;

/** How long one write takes until the disk says that it is safe. Faster than any disk can: the disk says so too early. */
export function judgeFlush(medianMicros: number): Omit<Check, 'facts'> {
  if (medianMicros < 40) return { id: 'disk-flush', light: 'amber', finding: 'flush-too-fast' };
  return medianMicros > 60_000
    ? { id: 'disk-flush', light: 'amber', finding: 'flush-slow' }
    : { id: 'disk-flush', light: 'green', finding: 'flush-good' };
}

/** Room for a year of a busy branch is some gigabytes. */
export function judgeSpace(freeBytes: number): Check {
  const facts = { megabytes: Math.floor(freeBytes / MB) };
  if (freeBytes < 1_000 * MB) return { id: 'disk-space', light: 'red', finding: 'space-little', facts };
  return {
    id: 'disk-space',
    light: freeBytes < 5_000 * MB ? 'amber' : 'green',
    finding: freeBytes < 5_000 * MB ? 'space-short' : 'space-good',
    facts,
  };
}

/** A clock by the cloud's; unknown while no cloud was heard. */
export function judgeClock(offsetMs: number | undefined): Check {
  if (offsetMs === undefined) return { id: 'clock', light: 'amber', finding: 'clock-unknown', facts: {} };
  const facts = { seconds: Math.round(Math.abs(offsetMs) / 1000) };
  if (Math.abs(offsetMs) > 120_000) return { id: 'clock', light: 'red', finding: 'clock-off', facts };
  return { id: 'clock', light: Math.abs(offsetMs) > 10_000 ? 'amber' : 'green', finding: 'clock-good', facts };
}
