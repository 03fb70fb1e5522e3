// One branch's artefact out of the base: its file beside the app archive, the seal over both, and the form that was asked for.
import { constants } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson } from '../../packages/shared/src/base/canonical.ts';
import { artefactName } from '../../packages/shared/src/releases/branch-file.ts';
import { branchSealText } from '../../packages/shared/src/releases/seal.ts';
import { runQuietly } from '../setup/child.mjs';
import { SetupError } from '../setup/progress.mjs';
import { builderCli, builderEnv, putInPlace, resourcesOf } from './base-build.mjs';
import { makeDeb } from './deb.mjs';
import { writeBuilderConfig } from './installer-config.mjs';
import { tarball } from './tarball.mjs';

const TOOL_MS = 10 * 60_000;

/**
 * @param {{ base: import('./base-build.mjs').BaseBuild, branch: import('../../packages/shared/src/releases/branch-file.ts').BranchFile, key: ReturnType<typeof import('./release-key.mjs').releaseKey>, target: string, out: string }} job
 * @returns {Promise<string>} where the artefact is
 */
export async function buildBranch({ base, branch, key, target, out }) {
  const name = artefactName(branch, base.version);
  await mkdir(out, { recursive: true });
  const work = await mkdtemp(join(out, '.making-'));
  try {
    const dir = join(work, name);
    await cp(base.dir, dir, { recursive: true, mode: constants.COPYFILE_FICLONE, verbatimSymlinks: true });
    await sealBranch({ branch, key, dir });
    return await shaped({ base, branch, target, out, dir, name, work });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function sealBranch({ branch, key, dir }) {
  const text = canonicalJson(branch);
  const branchSha256 = createHash('sha256').update(text).digest('hex');
  const seal = { format: 1, branchSha256, signature: key.sign(branchSealText({ branchSha256 })) };
  await writeFile(join(resourcesOf(dir), 'branch.json'), text);
  await writeFile(join(resourcesOf(dir), 'branch-seal.json'), canonicalJson(seal));
}

async function shaped({ base, branch, target, out, dir, name, work }) {
  if (target === 'dir') {
    putInPlace(dir, join(out, name));
    return join(out, name);
  }
  const file = join(out, `${name}.${EXTENSION[target]}`);
  const unfinished = join(work, `${name}.${EXTENSION[target]}`);
  if (target === 'tar.gz') await tarball(dir, name, unfinished);
  else if (target === 'deb') await makeDeb({ dir, branch, version: base.version, work, file: unfinished });
  else await byBuilder({ target, dir, work, file: unfinished, version: base.version });
  await rename(unfinished, file);
  return file;
}

const EXTENSION = { 'tar.gz': 'tar.gz', deb: 'deb', AppImage: 'AppImage', nsis: 'exe', dmg: 'dmg' };

async function byBuilder({ target, dir, work, file, version }) {
  const flag = { AppImage: '--linux', nsis: '--win', dmg: '--mac' }[target];
  const config = await writeBuilderConfig({ work, file, version });
  const prepackaged = process.platform === 'darwin' ? join(dir, 'FastOps.app') : dir;
  const args = [builderCli(), flag, target, '--prepackaged', prepackaged, '--config', config, '--publish', 'never'];
  const run = await runQuietly(process.execPath, args, { cwd: work, timeoutMs: TOOL_MS, env: builderEnv() });
  if (!run.ok) throw new SetupError(`electron-builder could not make the ${target}: its lines above say why.`, { detail: run.lines });
}
