// A stamp remembers what a finished step was made from. It is written last, so a step killed halfway has none and runs again.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * @param {readonly string[]} files contents that matter; a missing file counts as such
 * @param {readonly string[]} facts other things that matter, such as the Node version
 */
export function fingerprint(files, facts = []) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(contentOf(file)).update('\0');
  for (const fact of facts) hash.update(fact).update('\0');
  return hash.digest('hex');
}

/** @param {string} file @param {string} value */
export function isStamped(file, value) {
  try {
    return readFileSync(file, 'utf8') === value;
  } catch {
    return false;
  }
}

/** @param {string} file @param {string} value */
export function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, value);
  renameSync(fresh, file);
}

/** @param {string} file */
export function removeStamp(file) {
  rmSync(file, { force: true });
}

/** @param {string} file */
function contentOf(file) {
  try {
    return readFileSync(file);
  } catch {
    return '<missing>';
  }
}
