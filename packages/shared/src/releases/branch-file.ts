import { z } from 'zod';
import { textSchema } from '../base/text.ts';
import { printerSettings } from '../printing/printer.ts';

/** What a computer is for in its branch. */
export const STATION_ROLES = ['till', 'hub', 'kitchen'] as const;
/** Which line of releases a computer follows. */
export const UPDATE_CHANNELS = ['stable', 'beta'] as const;
/** See {@link UPDATE_CHANNELS}. */
export type UpdateChannel = (typeof UPDATE_CHANNELS)[number];

/** At most this many bytes of a PNG, in base64: it travels in a file that people mail. */
const LOGO_CHARACTERS = 280_000;

/** What a PNG begins with, in base64. */
const pngBase64 = z
  .string()
  .max(LOGO_CHARACTERS)
  .regex(/^iVBORw0KGgo[A-Za-z0-9+/]*={0,2}$/, 'a PNG in base64');

const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'a colour like #b3261e');

/**
 * One branch's file for the packer: whose till it will be, how it looks, where its cloud is, and what an installer would otherwise
 * type. Money, prices and people are not in it: they come from the cloud with the enrolment.
 */
export const branchFileSchema = z.strictObject({
  format: z.literal(1),
  company: z.strictObject({ name: textSchema(80) }),
  branch: z.strictObject({ name: textSchema(60) }),
  terminalName: textSchema(40),
  role: z.enum(STATION_ROLES),
  cloudUrl: z.url({ protocol: /^https?$/ }).max(200),
  language: z.enum(['es', 'en']),
  countryPack: z.enum(['co']),
  channel: z.enum(UPDATE_CHANNELS),
  /** A one-use code; without one the till asks at its first start. */
  enrolmentCode: z
    .string()
    .regex(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    .optional(),
  brand: z.strictObject({ logo: pngBase64.optional(), accent: colour.optional() }).default({}),
  printers: z.array(printerSettings.strict()).max(8).default([]),
});
/** See {@link branchFileSchema}. */
export type BranchFile = z.output<typeof branchFileSchema>;

/** `company-branch-version`, in letters that every file system and web server takes. */
export function artefactName({ company, branch }: Pick<BranchFile, 'company' | 'branch'>, version: string): string {
  return [company.name, branch.name, version].map(slug).join('-');
}

function slug(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'x';
}
