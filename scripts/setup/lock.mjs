// One setup at a time per clone. The lock names its owner and the child it waits for, so a killed setup leaves no riddle.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './child.mjs';
import { rootDir } from './paths.mjs';
import { say, SetupError } from './progress.mjs';

const LOCK = join(rootDir, '.cache', 'setup.lock');
const POLL_MS = 300;
const PATIENCE_MS = 15 * 60_000;

/**
 * @template T
 * @param {(noteChild: (pid: number) => void) => Promise<T>} work call `noteChild` with each process it starts
 * @param {string} [file]
 * @returns {Promise<T>}
 */
export async function withSetupLock(work, file = LOCK) {
  await acquire(file);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work((pid) => writeFileSync(file, `${process.pid} ${pid}`));
  } finally {
    process.off('exit', release);
    release();
  }
}

async function acquire(file) {
  mkdirSync(dirname(file), { recursive: true });
  const startedAt = performance.now();
  let told = false;
  while (!created(file)) {
    const holder = livingHolder(file);
    if (holder === undefined) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) say(`… Another setup of this folder is at work (process ${holder}); waiting for it`);
    told = true;
    if (performance.now() - startedAt > PATIENCE_MS) {
      throw new SetupError(
        `Process ${holder} has been setting this folder up for too long: end it, delete ${file}, then run the same command again.`,
      );
    }
    await sleep(POLL_MS);
  }
}

function created(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new SetupError(`${dirname(file)} can't be written (${error.code}): give yourself the rights, then run the same command again.`);
  }
}

function livingHolder(file) {
  try {
    const pids = readFileSync(file, 'utf8').split(' ').map(Number);
    return pids.find((pid) => Number.isInteger(pid) && pid > 0 && isAlive(pid));
  } catch {
    return undefined;
  }
}
