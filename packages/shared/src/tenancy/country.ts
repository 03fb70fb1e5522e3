import { nitCheckDigit } from '../fiscal/nit.ts';
import { TAX_PROFILES, type TaxProfile } from '../catalog/tax-profile.ts';

/** Where a shop's wall clock stands. No summer time in any of them, so one whole number says it. */
export const TIME_ZONES = {
  'America/Bogota': -5,
  'America/Lima': -5,
  'America/Guayaquil': -5,
  'America/Panama': -5,
  'America/Mexico_City': -6,
  'America/Costa_Rica': -6,
  'America/Caracas': -4,
  'America/La_Paz': -4,
} as const satisfies Record<string, number>;
/** See {@link TIME_ZONES}. */
export type TimeZone = keyof typeof TIME_ZONES;
/** See {@link TIME_ZONES}, as a list for schemas and selects. */
export const TIME_ZONE_NAMES = Object.keys(TIME_ZONES) as [TimeZone, ...TimeZone[]];

/** What a country brings to a company that begins in it. */
export type CountryPack = {
  readonly currency: string;
  readonly taxProfiles: readonly TaxProfile[];
  readonly timeZone: TimeZone;
  /** Before this hour a sale belongs to the day before. */
  readonly dayStartHour: number;
};

/** The countries that FastOps knows the taxes and papers of. Colombia first; another one is another row. */
export const COUNTRY_PACKS = {
  CO: { currency: 'COP', taxProfiles: TAX_PROFILES, timeZone: 'America/Bogota', dayStartHour: 5 },
} as const satisfies Record<string, CountryPack>;
/** Code of a country that has a pack. */
export type Country = keyof typeof COUNTRY_PACKS;
/** See {@link COUNTRY_PACKS}, as a list for schemas and selects. */
export const COUNTRIES = Object.keys(COUNTRY_PACKS) as [Country, ...Country[]];

/**
 * A tax number as people write it (`900.123.456-8`, `9001234568`) in the one way it is kept: digits, a dash, the check digit.
 * Undefined when the check digit doesn't fit; a number without one gets it. Source: DIAN, annex FE 1.9, rule FAB34.
 */
export function normalNit(text: string): string | undefined {
  const [, body = '', digit] = /^(\d{5,10})(?:-(\d))?$/.exec(text.replaceAll(/[\s.]/g, '')) ?? [];
  if (body === '') return undefined;
  if (digit !== undefined) return Number(digit) === nitCheckDigit(body) ? `${body}-${digit}` : undefined;
  return `${body}-${nitCheckDigit(body)}`;
}
