import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { SetupError } from '../setup/progress.mjs';

/**
 * Whose name the certificate for Windows carries. Without it an updater would take an installer of any publisher, so nothing
 * is built without it.
 * @param {NodeJS.ProcessEnv} env
 */
export function windowsPublisher(env) {
  const name = env.FASTOPS_WIN_PUBLISHER?.trim();
  if (!name)
    throw new SetupError(
      'FASTOPS_WIN_PUBLISHER is not set: name the publisher of the certificate, as it stands in it, and run this again.',
    );
  return name;
}

/** What must be known before an installer is begun. */
export function refuseInstallerWithout(target, { kind, env = process.env }) {
  if (target === 'nsis') windowsPublisher(env);
  if (kind === 'fallback')
    throw new SetupError(
      `${target} needs tools that come from GitHub, which can't be reached here: make dir, tar.gz or deb, or let the release workflow make it.`,
    );
}

/** The settings of one installer, for electron-builder. */
export async function writeBuilderConfig({ work, file, version }, env = process.env) {
  const isWindows = file.endsWith('.exe');
  const config = {
    extends: join(rootDir, 'electron-builder.yml'),
    directories: { output: dirname(file), buildResources: join(rootDir, 'scripts', 'package', 'installer') },
    artifactName: basename(file),
    extraMetadata: { name: 'fastops', author: 'FastOps', version },
    ...(isWindows ? { win: { signtoolOptions: { publisherName: [windowsPublisher(env)] } }, nsis: nsisMode(env) } : {}),
  };
  const written = join(work, 'installer.json');
  await writeFile(written, JSON.stringify(config));
  return written;
}

/** Per machine is the rule: the till's folder is then nobody's to write to. Per user is for computers whose owner is no administrator. */
export function nsisMode(env) {
  return { perMachine: env.FASTOPS_WIN_PER_USER !== '1', include: join(rootDir, 'scripts', 'package', 'installer', 'uninstall-guard.nsh') };
}
