import { z } from 'zod';
import { TAX_PROFILES } from '../catalog/tax-profile.ts';
import { textSchema } from '../base/text.ts';
import { COUNTRIES, TIME_ZONE_NAMES } from './country.ts';

/** What a branch is called and where it is, as a person fills it in. */
export const branchPlaceSchema = z.strictObject({
  name: textSchema(60),
  /** Street and number; with the city it must fit into the ticket's line. */
  address: textSchema(80),
  city: textSchema(38),
  phone: textSchema(30),
  timeZone: z.enum(TIME_ZONE_NAMES),
  /** Hour at which a new business day may begin. */
  dayStartHour: z.int().min(0).max(23),
});
/** See {@link branchPlaceSchema}. */
export type BranchPlace = z.infer<typeof branchPlaceSchema>;

/** The company itself: how people know it, and how the tax office does. */
export const companyIdentitySchema = z.strictObject({
  country: z.enum(COUNTRIES),
  name: textSchema(80),
  legalName: textSchema(120),
  /** With or without points and check digit. */
  nit: z.string().min(5).max(20),
});
/** See {@link companyIdentitySchema}. */
export type CompanyIdentity = z.infer<typeof companyIdentitySchema>;

/** What the till has on its first screen: tabs without products, or a small salchipapería to change and to sell from at once. */
export const STARTER_MENUS = ['demo', 'categories'] as const;
/** See {@link STARTER_MENUS}. */
export type StarterMenu = (typeof STARTER_MENUS)[number];

/** Everything the wizard asks that is no secret. */
export const signUpSchema = z.strictObject({
  person: textSchema(60),
  company: companyIdentitySchema,
  tax: z.enum(TAX_PROFILES),
  branch: branchPlaceSchema,
  menu: z.enum(STARTER_MENUS),
});
/** See {@link signUpSchema}. */
export type SignUp = z.infer<typeof signUpSchema>;

const loose = z.string().max(120);
/** The same while it is being filled in: any part may be missing or half typed. */
export const signUpDraftSchema = z.strictObject({
  step: z.int().min(0).max(9).optional(),
  person: loose.optional(),
  company: z
    .strictObject({ country: z.enum(COUNTRIES).optional(), name: loose.optional(), legalName: loose.optional(), nit: loose.optional() })
    .optional(),
  tax: z.enum(TAX_PROFILES).optional(),
  branch: z
    .strictObject({
      name: loose.optional(),
      address: loose.optional(),
      city: loose.optional(),
      phone: loose.optional(),
      timeZone: z.enum(TIME_ZONE_NAMES).optional(),
      dayStartHour: z.int().min(0).max(23).optional(),
    })
    .optional(),
  menu: z.enum(STARTER_MENUS).optional(),
  /** Who opens the till; the PIN is never kept. */
  cashier: loose.optional(),
});
/** See {@link signUpDraftSchema}. */
export type SignUpDraft = z.infer<typeof signUpDraftSchema>;
