import { z } from 'zod';
import { canonicalJson } from '../base/canonical.ts';
import { UPDATE_CHANNELS } from './branch-file.ts';

const VERSION = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(?:-([0-9a-z.-]{1,40}))?$/;
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
/** A release's version: three numbers, and perhaps a word for one that comes before. */
export const versionSchema = z.string().max(60).regex(VERSION);

/** Systems that a release is made for. */
export const PLATFORMS = ['linux-x64', 'linux-arm64', 'win32-x64', 'darwin-x64', 'darwin-arm64'] as const;

/** A file name without folders: what a feed may offer stays beside its manifest. */
const fileName = z
  .string()
  .max(120)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);

/** What one release is: for whom, which bytes, and how many. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  version: versionSchema,
  channel: z.enum(UPDATE_CHANNELS),
  platform: z.enum(PLATFORMS),
  file: fileName,
  sha256: sha256Hex,
  bytes: z.int().min(1).max(2_000_000_000),
  /** Hash of the app archive inside, which each start checks. */
  asarSha256: sha256Hex,
  releasedAt: z.int().min(0),
});
/** See {@link manifestSchema}. */
export type Manifest = z.infer<typeof manifestSchema>;

/** A manifest as it lies in a folder: with our own Ed25519 signature, whatever the transport or the installer's signature says. */
export const signedManifestSchema = z.strictObject({ manifest: manifestSchema, signature: z.string().max(120) });
/** See {@link signedManifestSchema}. */
export type SignedManifest = z.infer<typeof signedManifestSchema>;

/** The exact text that is signed; its first words keep it from being taken for a signature over anything else. */
export function signedText(manifest: Manifest): string {
  return `fastops-release:${canonicalJson(manifest)}`;
}

/** Name of the manifest in a feed's folder. */
export function manifestName({ channel, platform }: Pick<Manifest, 'channel' | 'platform'>): string {
  return `${channel}-${platform}.json`;
}

/** Which of two versions is newer: above nought when `a` is. A word after the numbers comes before the bare numbers. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (const index of [0, 1, 2] as const) {
    if (left.numbers[index] !== right.numbers[index]) return left.numbers[index] - right.numbers[index];
  }
  if (left.word === right.word) return 0;
  if (left.word === '' || right.word === '') return left.word === '' ? 1 : -1;
  return left.word < right.word ? -1 : 1;
}

function parts(version: string): { numbers: readonly [number, number, number]; word: string } {
  const [, major = '0', minor = '0', patch = '0', word = ''] = VERSION.exec(version) ?? [];
  return { numbers: [Number(major), Number(minor), Number(patch)], word };
}
