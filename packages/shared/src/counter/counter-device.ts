import { z } from 'zod';
import { moneySchema } from '../base/money-schema.ts';
import { hasUnsafeCharacters, textSchema } from '../base/text.ts';
import { usbIdentity } from '../printing/printer.ts';

/** What stands on the counter beside the printer: a scale, and a display on a pole that faces the customer. */
export const COUNTER_KINDS = ['scale', 'pole'] as const;
/** See {@link COUNTER_KINDS}. */
export type CounterKind = (typeof COUNTER_KINDS)[number];

/** What asks a scale for its weight; many send it all the time and want no question. */
export const SCALE_QUESTIONS = { w: 'W\r', p: 'P\r', enq: '\u0005', none: '' } as const;
/** See {@link SCALE_QUESTIONS}. */
export type ScaleQuestion = keyof typeof SCALE_QUESTIONS;

/** A serial line and what is spoken on it; on a USB chip it is found again by the chip. */
export const counterDeviceSchema = z.strictObject({
  path: textSchema(255),
  baudRate: z.int().min(300).max(115_200),
  usb: usbIdentity.optional(),
  question: z.enum(Object.keys(SCALE_QUESTIONS) as [ScaleQuestion, ...ScaleQuestion[]]).default('w'),
});
/** See {@link counterDeviceSchema}. */
export type CounterDevice = z.infer<typeof counterDeviceSchema>;

/** A row may be empty, which no other text of a door may. */
const label = z
  .string()
  .max(80)
  .refine((text) => !hasUnsafeCharacters(text), 'control characters');
const poleRow = z.strictObject({ label, amount: moneySchema.optional() });
/** Two rows for the customer: the line just added, and what all of it comes to. */
export const poleViewSchema = z.strictObject({ top: poleRow, bottom: poleRow });
/** See {@link poleViewSchema}. */
export type PoleView = z.infer<typeof poleViewSchema>;
