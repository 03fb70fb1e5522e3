// node broken-release.mjs FEED VERSION: a release of this clone's own key, rightly signed and sealed, whose app ends at once.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealText } from '../../../../packages/shared/src/releases/seal.ts';
import { signedText } from '../../../../packages/shared/src/releases/manifest.ts';
import { releaseKey } from '../../../../scripts/package/release-key.mjs';
import { asarOf } from '../../../../scripts/setup/electron/asar.mjs';

const [feed, version, program] = process.argv.slice(2);
const key = releaseKey();
const work = mkdtempSync(join(tmpdir(), 'fastops-broken-'));
const name = `fastops-${version}`;
try {
  execFileSync('cp', ['-al', join(program, '..'), join(work, name)]);
  const resources = join(work, name, 'resources');
  rmSync(resources, { recursive: true });
  mkdirSync(resources);
  const asar = asarOf({ 'package.json': JSON.stringify({ name: 'fastops', version, main: 'index.js' }), 'index.js': 'process.exit(1);' });
  const asarSha256 = sha256(asar);
  writeFileSync(join(resources, 'app.asar'), asar);
  writeFileSync(
    join(resources, 'seal.json'),
    JSON.stringify({ format: 1, version, asarSha256, signature: key.sign(sealText({ version, asarSha256 })) }),
  );
  const file = `${name}-linux-x64.tar.gz`;
  execFileSync('tar', ['-I', 'gzip -1', '-cf', join(feed, file), '-C', work, name]);
  const bytes = statSync(join(feed, file)).size;
  const manifest = {
    format: 1,
    version,
    channel: 'stable',
    platform: 'linux-x64',
    file,
    sha256: sha256(readFileSync(join(feed, file))),
    bytes,
    asarSha256,
    releasedAt: 0,
  };
  writeFileSync(join(feed, 'stable-linux-x64.json'), JSON.stringify({ manifest, signature: key.sign(signedText(manifest)) }));
} finally {
  rmSync(work, { recursive: true, force: true });
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
