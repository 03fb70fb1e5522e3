import { TIME_ZONES, COUNTRY_PACKS, type Country } from '../tenancy/country.ts';
import type { BranchFile, STATION_ROLES } from './branch-file.ts';

/** What a computer was prepared for. */
export type StationRole = (typeof STATION_ROLES)[number];

/** What a branch's file says of the screens before anybody has enrolled or logged in. Nothing in it opens anything: no code. */
export type Look = {
  readonly companyName: string;
  readonly branchName: string;
  readonly terminalName: string;
  readonly cloudUrl: string;
  readonly role: StationRole;
  readonly language: BranchFile['language'];
  /** PNG in base64. */
  readonly logo: string | null;
  readonly accent: Accent | null;
};

/** A fill of a button, the fill while it is pressed, and the ink that reads on both. */
export type Accent = { readonly fill: string; readonly pressed: string; readonly ink: '#ffffff' | '#000000' };

/** See {@link Look}. */
export function lookOf({ company, branch, terminalName, cloudUrl, role, language, brand }: BranchFile): Look {
  return {
    companyName: company.name,
    branchName: branch.name,
    terminalName,
    cloudUrl,
    role,
    language,
    logo: brand.logo ?? null,
    accent: brand.accent === undefined ? null : accentOf(brand.accent),
  };
}

/** How far from UTC a till stands until its cloud says more, by the pack of its country. */
export function usualOffsetHours(pack: BranchFile['countryPack']): number {
  const country: Country = COUNTRY_BY_PACK[pack];
  return TIME_ZONES[COUNTRY_PACKS[country].timeZone];
}

const COUNTRY_BY_PACK: Readonly<Record<BranchFile['countryPack'], Country>> = { co: 'CO' };

/**
 * The owner's colour as a button needs it. The ink is the one of black and white with more contrast (WCAG 2: one of them always has
 * 4.5 and more); pressed, the fill goes away from its ink, so that it never reads worse.
 */
export function accentOf(fill: string): Accent {
  const light = luminance(fill);
  const ink = (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? '#000000' : '#ffffff';
  return { fill, pressed: mixed(fill, ink === '#000000' ? 255 : 0), ink };
}

/** Contrast of two colours as WCAG 2 defines it. */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixed(colour: string, towards: number): string {
  const parts = channels(colour).map((value) => Math.round(value + (towards - value) * 0.12));
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
