// Everything a person reads goes to stderr: stdout belongs to the task (`npm start -- --headless --json` prints one line of JSON there).

const BEAT_MS = 10_000;
const TAIL_LINES = 15;

/** A step that failed in a way we understand: `message` is one sentence that says what to do. */
export class SetupError extends Error {
  /** @param {string} message @param {{ detail?: readonly string[] }} [options] */
  constructor(message, { detail = [] } = {}) {
    super(message);
    this.name = 'SetupError';
    this.detail = detail;
  }
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} startedAt a `performance.now()` */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/**
 * Runs one step of the setup: says what begins, that it is still alive, and how long it took.
 * @template T
 * @param {string} title plain words, e.g. "Installing the libraries"
 * @param {(beat: { note: string }) => T | Promise<T>} work may set `beat.note`, shown while the step lasts
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedAt = performance.now();
  const beat = { note: '' };
  say(`… ${title}`);
  const pulse = setInterval(() => say(`  still at it after ${secondsSince(startedAt)}${beat.note && `: ${beat.note}`}`), BEAT_MS);
  try {
    const result = await work(beat);
    say(`✓ ${title} (${secondsSince(startedAt)})`);
    return result;
  } catch (error) {
    say(`✗ ${title} (${secondsSince(startedAt)})`);
    throw error;
  } finally {
    clearInterval(pulse);
  }
}

/**
 * Prints a failure so that the sentence with the remedy is the last thing on the screen.
 * @param {unknown} error
 */
export function sayFailure(error) {
  if (!(error instanceof SetupError)) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return;
  }
  for (const line of error.detail.slice(-TAIL_LINES)) say(`    ${line}`);
  say(`\n${error.message}`);
}
