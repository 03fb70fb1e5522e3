// node later-release.mjs FEED VERSION PROGRAM: a release of this clone's own key, made of the packed till PROGRAM, that brings the
// file one migration forward and sells, is never done being watched, and ends badly whenever the file `crash-now` is beside its data.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sealText } from '../../../../packages/shared/src/releases/seal.ts';
import { releaseKey } from '../../../../scripts/package/release-key.mjs';
import { publishTo } from '../../../../scripts/package/feed.mjs';
import { changedAsar } from '../../../../scripts/setup/electron/asar.mjs';

const CRASHES = `
import { existsSync as isThere } from 'node:fs';
setInterval(() => isThere(process.env.FASTOPS_DATA + '/crash-now') && process.exit(1), 50);
`;
const LATER = 'CREATE TABLE later_things (id TEXT PRIMARY KEY NOT NULL) STRICT;\n';

const [feed, version, program] = process.argv.slice(2);
const key = releaseKey();
const work = mkdtempSync(join(tmpdir(), 'fastops-later-'));
try {
  const dir = join(work, `fastops-${version}`);
  execFileSync('cp', ['-al', dirname(program), dir]);
  const resources = join(dir, 'resources');
  const asar = changedAsar(readFileSync(join(resources, 'app.asar')), {
    'package.json': (text) => JSON.stringify({ ...JSON.parse(text), version }),
    'out/main/index.js': (text) => CRASHES + once(text, /PROVEN_AFTER_MS = (1e4|10_?000)/, 'PROVEN_AFTER_MS = 3600000'),
    'out/main/migrations/9000-later.sql': () => LATER,
  });
  const asarSha256 = createHash('sha256').update(asar).digest('hex');
  // The copies share their bytes on the disk: what differs is written anew.
  for (const name of ['app.asar', 'seal.json', 'branch.json', 'branch-seal.json']) rmSync(join(resources, name), { force: true });
  writeFileSync(join(resources, 'app.asar'), asar);
  const seal = { format: 1, version, asarSha256, signature: key.sign(sealText({ version, asarSha256 })) };
  writeFileSync(join(resources, 'seal.json'), JSON.stringify(seal));
  await publishTo(feed, { base: { dir, version, asarSha256, kind: 'fallback', electron: '33.2.1' }, key, channels: ['stable'] });
} finally {
  rmSync(work, { recursive: true, force: true });
}

function once(text, what, by) {
  if (!what.test(text)) throw new Error(`${what} is not in the till's main script`);
  return text.replace(what, by);
}
