import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { signedManifestSchema } from '@fastops/shared/releases/manifest';
import type { ReleaseShelf } from '../modules/releases/releases.port.ts';

/**
 * `rollout.json` in the folder of releases, written by hand: `{"1.4.0": {"percent": 10, "companies": ["…"]}}`. A version that isn't in it
 * is given to everybody.
 */
const rolloutSchema = z.record(
  z.string(),
  z.strictObject({ percent: z.number().min(0).max(100), companies: z.array(z.string()).default([]) }),
);
const EVERYBODY = { percent: 100, companies: [] };

export function releaseShelf(folder: string | undefined): ReleaseShelf {
  const read = async (name: string): Promise<unknown> => {
    if (folder === undefined) return undefined;
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    on: async (channel, platform) => signedManifestSchema.safeParse(await read(`${channel}-${platform}.json`)).data,
    stageOf: async (version) => {
      const text = await read('rollout.json');
      // A file that can't be understood gives nothing to anybody: too few is mended by saving it again, too many is not.
      if (text === undefined) return EVERYBODY;
      const rollout = rolloutSchema.safeParse(text);
      return rollout.success ? (rollout.data[version] ?? EVERYBODY) : { percent: 0, companies: [] };
    },
    draw: (version, companyId) => createHash('sha256').update(`${version}:${companyId}`).digest('hex').slice(0, 8),
  };
}
