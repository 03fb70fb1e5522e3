import { z } from 'zod';
import { done, refuse, type Refusal, type Result } from '../base/result.ts';

const hour = z.int().min(0).max(23);

/** The hours of the branch's clock in which an update may be put in; from 22 to 6 runs over midnight. */
export const updateWindowSchema = z.strictObject({ fromHour: hour, toHour: hour });
/** See {@link updateWindowSchema}. */
export type UpdateWindow = z.infer<typeof updateWindowSchema>;

/** Night, when nobody set another. */
export const DEFAULT_WINDOW: UpdateWindow = { fromHour: 3, toHour: 6 };

/** What is true on a till when an update asks to be put in. */
export type Moment = {
  readonly openOrders: number;
  readonly shiftOpen: boolean;
  /** Facts that are only on this computer. */
  readonly unsynced: number;
  /** When something was last sold here; null: never. */
  readonly lastSaleAt: number | null;
  /** Minutes since midnight by the branch's clock. */
  readonly minuteOfDay: number;
  readonly now: number;
};

/** Why an update waits. */
export type WaitReason = 'update.open-order' | 'update.unsynced' | 'update.rush' | 'update.shift-open' | 'update.outside-window';

/** With sales more recent than this the shop is at work. */
export const QUIET_MS = 15 * 60_000;

/**
 * Whether an update may be put in now. `asked`: a person at the till wants it, which opens the window and the shift, but never an
 * order, a rush, or facts that are nowhere else.
 */
export function mayInstall(moment: Moment, window: UpdateWindow, asked: boolean): Result<null, Refusal<WaitReason>> {
  if (moment.openOrders > 0) return refuse({ code: 'update.open-order' });
  if (moment.unsynced > 0) return refuse({ code: 'update.unsynced' });
  if (moment.lastSaleAt !== null && moment.now - moment.lastSaleAt < QUIET_MS && moment.shiftOpen) return refuse({ code: 'update.rush' });
  if (asked) return done(null);
  if (moment.shiftOpen) return refuse({ code: 'update.shift-open' });
  return isWithin(window, moment.minuteOfDay) ? done(null) : refuse({ code: 'update.outside-window' });
}

/** Whether a minute of the day lies in the window; one that begins and ends at the same hour is the whole day. */
export function isWithin({ fromHour, toHour }: UpdateWindow, minuteOfDay: number): boolean {
  const [from, to] = [fromHour * 60, toHour * 60];
  if (from === to) return true;
  return from < to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}

/**
 * Whether a company is among the first `percent` of a stage of a roll-out. The same company stays in when the stage grows, and is not
 * always among the first: the version is part of the draw. `draw`: the first 8 hex digits of a hash over version and company.
 */
export function isInStage(draw: string, percent: number): boolean {
  return Number.parseInt(draw, 16) / 0x1_0000_0000 < percent / 100;
}
