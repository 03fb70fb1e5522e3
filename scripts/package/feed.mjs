// A release as a till fetches it: the app without any branch's file, packed once, a signed manifest per channel beside it, and what
// it is made of.
import { stat, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestName, signedText } from '../../packages/shared/src/releases/manifest.ts';
import { step } from '../setup/progress.mjs';
import { fileSha256 } from './base-build.mjs';
import { sbomOf } from './sbom.mjs';
import { tarball } from './tarball.mjs';

/**
 * @param {string} feed
 * @param {{ base: import('./base-build.mjs').BaseBuild, key: ReturnType<typeof import('./release-key.mjs').releaseKey>, channels: readonly string[] }} release
 */
export async function publishTo(feed, { base, key, channels }) {
  const platform = `${process.platform}-${process.arch}`;
  const file = `fastops-${base.version}-${platform}.tar.gz`;
  await mkdir(feed, { recursive: true });
  await step(`Release ${base.version} → ${feed}`, async () => {
    await tarball(base.dir, `fastops-${base.version}`, join(feed, file));
    const { size } = await stat(join(feed, file));
    const sha256 = await fileSha256(join(feed, file));
    await writeFile(join(feed, `fastops-${base.version}-${platform}.cdx.json`), sbomOf({ version: base.version, electron: base.electron }));
    for (const channel of channels) {
      const manifest = {
        format: 1,
        version: base.version,
        channel,
        platform,
        file,
        sha256,
        bytes: size,
        asarSha256: base.asarSha256,
        releasedAt: Number(process.env.SOURCE_DATE_EPOCH ?? Math.floor(Date.now() / 1000)) * 1000,
      };
      const signed = { manifest, signature: key.sign(signedText(manifest)) };
      await writeFile(join(feed, manifestName(manifest)), JSON.stringify(signed, null, 2));
    }
  });
}
