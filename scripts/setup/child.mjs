// Child processes: quiet ones with a deadline for the setup, and one loud one, the task, that gets our signals.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { SetupError } from './progress.mjs';

const KEPT_LINES = 60;
const GRACE_MS = 3_000;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Exit code of a child as a shell reports it. */
export function exitCode(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/**
 * Runs a command without showing its output; the last lines are kept for the failure report.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs: number, beat?: { note: string }, onSpawn?: (pid: number) => void }} options
 * @returns {Promise<{ ok: boolean, code: number, timedOut: boolean, lines: string[], stdout: string }>}
 */
export function runQuietly(command, args, options) {
  const { cwd, env = process.env, timeoutMs, beat, onSpawn } = options;
  return new Promise((resolve, reject) => {
    // Its own process group: a deadline or a signal then ends npm and everything npm started.
    const child = spawn(command, args, { cwd, env, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    if (child.pid !== undefined) onSpawn?.(child.pid);
    const output = collect(child, beat);
    const deadline = endAfter(child, timeoutMs);
    const stopForwarding = forwardSignals((signal) => endGroup(child, signal), { thenExit: true });
    const settle = () => {
      clearTimeout(deadline.timer);
      stopForwarding();
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, signal) => {
      settle();
      resolve({ ok: code === 0, code: exitCode(code, signal), timedOut: deadline.passed, lines: output.lines, stdout: output.stdout });
    });
  });
}

/**
 * Runs the task: same terminal, our signals, its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export function runLoudly(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
    const stopForwarding = forwardSignals((signal) => {
      // Ctrl-C in a terminal reaches the whole group by itself; a second one would read as "now, at once".
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      stopForwarding();
      resolve(exitCode(code, signal));
    });
  });
}

/** True while a process with this id exists. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function collect(child, beat) {
  const output = { lines: [], stdout: '' };
  const keep = (chunk) => {
    const fresh = chunk.split(/\r?\n/).map((line) => line.trimEnd()).filter(Boolean);
    output.lines.push(...fresh);
    output.lines.splice(0, Math.max(0, output.lines.length - KEPT_LINES));
    if (beat && fresh.length > 0) beat.note = fresh.at(-1).slice(0, 100);
  };
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output.stdout += chunk;
    keep(chunk);
  });
  child.stderr.setEncoding('utf8').on('data', keep);
  return output;
}

function endAfter(child, timeoutMs) {
  const deadline = { passed: false, timer: undefined };
  deadline.timer = setTimeout(() => {
    deadline.passed = true;
    endGroup(child, 'SIGTERM');
    setTimeout(() => endGroup(child, 'SIGKILL'), GRACE_MS).unref();
  }, timeoutMs);
  return deadline;
}

function endGroup(child, signal) {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended between the question and the signal: that is what we wanted.
  }
}

function forwardSignals(send, { thenExit = false } = {}) {
  const handlers = SIGNALS.map((signal) => [
    signal,
    () => {
      send(signal);
      if (thenExit) process.exit(exitCode(null, signal));
    },
  ]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}

const REMEDIES = [
  [/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|META_FETCH_FAIL|UND_ERR|network|fetch failed/i,
    'No network, or the package registry can\'t be reached: check the connection (and the proxy in ~/.npmrc), then run the same command again.'],
  [/ENOSPC/, 'The disk is full: free about 3 GB, then run the same command again.'],
  [/EACCES|EPERM|EROFS/, 'This folder can\'t be written by you: give yourself the rights (or clone it elsewhere), then run the same command again.'],
  [/EINTEGRITY|TARBALL_INTEGRITY/, 'A download arrived damaged: run `npm cache clean --force`, then the same command again.'],
  [/ERR_PNPM_OUTDATED_LOCKFILE/, 'A package.json changed without the lock: run `tools/toolchain/bin/pnpm install`, commit pnpm-lock.yaml, then run the same command again.'],
];

/**
 * Turns a failed quiet run into the sentence that says what to do.
 * @param {{ timedOut: boolean, lines: readonly string[] }} run
 * @param {string} what e.g. "npm"
 */
export function failureOf(run, what) {
  if (run.timedOut) return new SetupError(`${what} took too long and was stopped: check that the network is not stuck, then run the same command again.`, { detail: run.lines });
  const text = run.lines.join('\n');
  const remedy = REMEDIES.find(([pattern]) => pattern.test(text));
  return new SetupError(remedy ? remedy[1] : `${what} failed: read its last lines above, repair what they name, then run the same command again.`, { detail: run.lines });
}
