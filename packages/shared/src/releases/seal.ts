import { z } from 'zod';
import { canonicalJson } from '../base/canonical.ts';
import { versionSchema } from './manifest.ts';

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const signature = z.string().max(120);

/** The app archive of one version, as its maker sealed it: looked at again at every start. */
export const sealSchema = z.strictObject({ format: z.literal(1), version: versionSchema, asarSha256: sha256Hex, signature });

/** The branch's file, sealed apart: it stays when the version changes. */
export const branchSealSchema = z.strictObject({ format: z.literal(1), branchSha256: sha256Hex, signature });

/** The exact text that seals a version. */
export function sealText({ version, asarSha256 }: { readonly version: string; readonly asarSha256: string }): string {
  return `fastops-seal:${canonicalJson({ version, asarSha256 })}`;
}

/** The exact text that seals a branch's file. */
export function branchSealText({ branchSha256 }: { readonly branchSha256: string }): string {
  return `fastops-branch:${canonicalJson({ branchSha256 })}`;
}
