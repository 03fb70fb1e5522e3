import { z } from 'zod';
import { idSchema } from '../base/id.ts';

// The owner's word that a till may be removed though it has facts that are nowhere else. Such a till can't ask the cloud, so it must
// know a good code by itself, and its file must not hold what would make one. Hence chains of hashes, one for 365 days: the till keeps
// the link of an hour, the code of a later hour is a link further up, and whoever hashes it comes down to the one that is kept.

const HOUR_MS = 3_600_000;
const CHAIN_HOURS = 365 * 24;
/** Eighty bits: sixteen letters. */
const LINK_HEX = 20;
// Without 0/O and 1/I: people read these aloud.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Hash of a text, in hexadecimal. */
type Sha256 = (text: string) => string;

/** A code as a person writes it: upper or lower case, with or without its dashes. Answers the sixteen letters. */
export const removalCodeSchema = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[A-HJ-NP-Z2-9]{16}$/));

const linkSchema = z.strictObject({ hour: z.int().min(0), link: z.string().regex(/^[A-HJ-NP-Z2-9]{16}$/) });

/** What a till keeps, signed by the cloud: the links from which the codes of this chain and of the next are known. */
export const removalCheckSchema = z.strictObject({
  kind: z.literal('removal-check'),
  terminalId: idSchema,
  links: z.array(linkSchema).length(2),
});
/** See {@link removalCheckSchema}. */
export type RemovalCheck = z.infer<typeof removalCheckSchema>;

/** Whose chain it is, and the hash. */
type Chain = { readonly terminalId: string; readonly sha256: Sha256 };
/** A chain of the cloud's: `seedOf` is what only the cloud can make, per chain. */
export type SecretChain = Chain & { readonly seedOf: (chain: number) => string };

/** The hour of a moment (ms), since 1970. */
export function removalHour(at: number): number {
  return Math.floor(at / HOUR_MS);
}

/** When a code of this hour is no longer taken, in ms: tills take it for an hour more, for their clocks. */
export function removalCodeEnds(hour: number): number {
  return (hour + 2) * HOUR_MS;
}

/** The code of an hour, in four groups. */
export function removalCodeAt(secret: SecretChain, hour: number): string {
  return linkAt(secret, hour).replace(/(.{4})(?=.)/g, '$1-');
}

/** What a till is given now: it knows codes until the end of the next chain, a year or two from now. */
export function removalCheckAt(secret: SecretChain, hour: number): RemovalCheck {
  const next = (chainOf(hour) + 1) * CHAIN_HOURS;
  const links = [hour, next].map((each) => ({ hour: each, link: linkAt(secret, each) }));
  return { kind: 'removal-check', terminalId: secret.terminalId, links };
}

/** The hour that a code is of, when it is one of now, of the hour before or of the next; undefined for any other. */
export function hourOfRemovalCode(check: RemovalCheck, code: string, about: { hour: number; sha256: Sha256 }): number | undefined {
  const chain = { terminalId: check.terminalId, sha256: about.sha256 };
  return [about.hour, about.hour - 1, about.hour + 1].find((hour) =>
    check.links.some(
      (kept) => hour >= kept.hour && chainOf(hour) === chainOf(kept.hour) && walk(chain, code, hour - kept.hour) === kept.link,
    ),
  );
}

function linkAt(secret: SecretChain, hour: number): string {
  const chain = chainOf(hour);
  const top = lettersOf(secret.sha256(secret.seedOf(chain)));
  return walk(secret, top, CHAIN_HOURS - 1 - (hour % CHAIN_HOURS));
}

function chainOf(hour: number): number {
  return Math.floor(hour / CHAIN_HOURS);
}

/** Some steps down: the terminal is part of each, so that nobody gains from many tills at once. */
function walk({ terminalId, sha256 }: Chain, link: string, steps: number): string {
  let at = link;
  for (let step = 0; step < steps; step += 1) at = lettersOf(sha256(`removal:${terminalId}:${at}`));
  return at;
}

/** The first eighty bits of a hash, as letters: four for every five digits. */
function lettersOf(hex: string): string {
  let letters = '';
  for (let from = 0; from < LINK_HEX; from += 5) {
    const bits = Number.parseInt(hex.slice(from, from + 5), 16);
    for (const shift of [15, 10, 5, 0]) letters += LETTERS.charAt((bits >> shift) & 31);
  }
  return letters;
}
