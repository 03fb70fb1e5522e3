import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { dirname, basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { SetupError } from '../setup/progress.mjs';

/**
 * Packs a folder under another name. The same files give the same bytes: names in order, no owner, no time.
 * @param {string} dir
 * @param {string} name of the folder inside
 * @param {string} file
 */
export async function tarball(dir, name, file) {
  const gnu = process.platform === 'linux';
  const order = gnu ? ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0'] : [];
  const rename = gnu ? [`--transform=s,^${basename(dir)},${name},S`] : ['-s', `,^${basename(dir)},${name},`];
  const tar = spawn('tar', [...order, ...rename, '-cf', '-', '-C', dirname(dir), basename(dir)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', resolve);
  });
  await pipeline(tar.stdout, createGzip({ level: 6 }), createWriteStream(file));
  if ((await ended) !== 0) throw new SetupError('tar could not pack the till: see its line above.');
}
