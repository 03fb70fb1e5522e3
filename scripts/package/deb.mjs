// A Debian package with dpkg-deb alone: electron-builder's own way needs a tool set from GitHub.
import { chmod, copyFile, cp, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';
import { SetupError } from '../setup/progress.mjs';

const DEB_MS = 5 * 60_000;
const HOME = 'opt/fastops';
const NEEDS = 'libgtk-3-0, libnss3, libasound2, libgbm1, libxss1, libatk-bridge2.0-0, libdrm2, libsecret-1-0, udev';
const ARCH = { x64: 'amd64', arm64: 'arm64' };
const scripts = join(rootDir, 'scripts', 'package', 'installer');

/** @param {{ dir: string, branch: { company: { name: string }, branch: { name: string } }, version: string, work: string, file: string }} job */
export async function makeDeb({ dir, branch, version, work, file }) {
  const root = join(work, 'deb');
  await mkdir(join(root, 'opt'), { recursive: true });
  await rename(dir, join(root, HOME));
  // Chromium's sandbox helper is set-uid; dpkg keeps the mode, and root owns what dpkg unpacks.
  await chmod(join(root, HOME, 'chrome-sandbox'), 0o4755);
  await mkdir(join(root, 'usr/bin'), { recursive: true });
  await symlink(`/${HOME}/fastops`, join(root, 'usr/bin/fastops'));
  await mkdir(join(root, 'usr/share/applications'), { recursive: true });
  await writeFile(join(root, 'usr/share/applications/fastops.desktop'), desktopEntry(branch));
  await mkdir(join(root, 'DEBIAN'));
  await writeFile(join(root, 'DEBIAN/control'), control(branch, version));
  for (const name of ['prerm', 'postrm']) {
    await copyFile(join(scripts, `deb-${name}.sh`), join(root, 'DEBIAN', name));
    await chmod(join(root, 'DEBIAN', name), 0o755);
  }
  await cp(join(scripts, 'guard.sh'), join(root, HOME, 'resources', 'guard.sh'));
  await chmod(join(root, HOME, 'resources', 'guard.sh'), 0o755);
  const env = { ...process.env, SOURCE_DATE_EPOCH: '0' };
  const run = await runQuietly('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z6', '--build', root, file], {
    timeoutMs: DEB_MS,
    env,
  }).catch(() => undefined);
  if (!run) throw new SetupError('There is no dpkg-deb here: make the deb on Debian or Ubuntu, or the tar.gz anywhere.');
  if (!run.ok) throw new SetupError('dpkg-deb could not make the package: its lines above say why.', { detail: run.lines });
}

function control({ company, branch }, version) {
  return [
    'Package: fastops',
    `Version: ${version.replace('-', '~')}`,
    `Architecture: ${ARCH[process.arch]}`,
    'Maintainer: FastOps <soporte@fastops.co>',
    `Depends: ${NEEDS}`,
    'Section: misc',
    'Priority: optional',
    'Description: Point of sale for fast food',
    ` The till of ${branch.name}, ${company.name}.`,
    '',
  ].join('\n');
}

function desktopEntry({ branch }) {
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=FastOps ${branch.name}`,
    `Exec=/${HOME}/fastops`,
    'Terminal=false',
    'Categories=Office;',
    '',
  ].join('\n');
}
