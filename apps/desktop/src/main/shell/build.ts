import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { branchSealSchema, branchSealText, sealSchema, sealText } from '@fastops/shared/releases/seal';
import { versionSchema } from '@fastops/shared/releases/manifest';

/** What a packed till knows of its own making; it stands in the app archive, where no environment can change it. */
const manifestSchema = z.object({
  version: versionSchema,
  fastops: z.object({ releaseKey: z.string().regex(/^[\w-]{43}$/), tryOut: z.boolean() }),
});

/** This build. `tryOut`: made with the older runtime, to try packing and updating, never to ship. */
export type Build = { readonly version: string; readonly releaseKey: string; readonly tryOut: boolean; readonly resources: string };

/** What an SPKI of Ed25519 begins with (RFC 8410). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** This build; undefined while developing. */
export function buildOf(app: { readonly isPackaged: boolean; getAppPath(): string }, resources: string): Build | undefined {
  if (!app.isPackaged) return undefined;
  const { version, fastops } = manifestSchema.parse(JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')));
  return { version, ...fastops, resources };
}

/**
 * Whether the app archive and the branch's file beside it are the ones that were sealed. Where the system checks the archive itself
 * (Windows, macOS) this is the second look; on Linux it is the first.
 */
export function sealFault({ releaseKey, version, resources }: Pick<Build, 'releaseKey' | 'version' | 'resources'>): string | undefined {
  const seal = sealSchema.safeParse(jsonIn(join(resources, 'seal.json')));
  const branch = branchSealSchema.safeParse(jsonIn(join(resources, 'branch-seal.json')));
  if (!seal.success || !branch.success) return 'a seal is missing or can’t be read';
  if (!isSignedBy(releaseKey, sealText(seal.data), seal.data.signature)) return 'the seal is not of this maker';
  if (!isSignedBy(releaseKey, branchSealText(branch.data), branch.data.signature)) return 'the seal of the branch is not of this maker';
  if (seal.data.version !== version) return 'the seal is of another version';
  if (sha256Of(join(resources, 'app.asar')) !== seal.data.asarSha256) return 'the app archive was changed';
  return sha256Of(join(resources, 'branch.json')) === branch.data.branchSha256 ? undefined : 'the branch file was changed';
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether the key (raw, base64url) made this signature over the text. */
export function isSignedBy(rawKey: string, text: string, signature: string): boolean {
  const der = Buffer.concat([PUBLIC_PREFIX, Buffer.from(rawKey, 'base64url')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

function sha256Of(file: string): string {
  // Electron shows an archive as a folder; its bytes are asked for here.
  const { noAsar } = process;
  process.noAsar = true;
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return '';
  } finally {
    process.noAsar = noAsar;
  }
}

/** What would open the page or its process to somebody else: a till that ships doesn't start with any of them. */
const FORBIDDEN_SWITCHES: readonly string[] = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'js-flags',
  'disable-web-security',
  'disable-site-isolation-trials',
  'load-extension',
  'no-sandbox',
];

/** The first switch of the command line that a till which ships refuses. */
export function forbiddenSwitch(has: (name: string) => boolean): string | undefined {
  return FORBIDDEN_SWITCHES.find(has);
}
