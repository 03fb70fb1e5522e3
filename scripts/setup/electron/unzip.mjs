import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

const EXECUTABLE = 0o111;

/**
 * Unpacks the entries that `place` gives a relative path for.
 * @param {string} zipFile
 * @param {string} dir
 * @param {(name: string) => string | undefined} place where an entry goes, or undefined to leave it out
 * @returns {Promise<number>} how many files were written
 */
export async function unzipSome(zipFile, dir, place) {
  const zip = await openPromise(zipFile, { lazyEntries: true, autoClose: false });
  let written = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName.endsWith('/') ? undefined : place(entry.fileName);
      if (path === undefined) continue;
      await extract({ zip, entry, file: inside(dir, path) });
      written += 1;
    }
  } finally {
    zip.close();
  }
  return written;
}

async function extract({ zip, entry, file }) {
  await mkdir(dirname(file), { recursive: true });
  const unixMode = entry.externalFileAttributes >>> 16;
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { mode: unixMode & EXECUTABLE ? 0o755 : 0o644 }));
}

/** An archive must not write beside its folder. */
function inside(dir, path) {
  const clean = normalize(path);
  if (isAbsolute(clean) || clean.startsWith('..')) throw new Error(`archive entry leaves its folder: ${path}`);
  return join(dir, clean);
}
