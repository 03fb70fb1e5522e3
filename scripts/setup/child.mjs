// Child processes: quiet ones with a deadline for the setup, and one loud one, the task, that gets our signals.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { SetupError } from './progress.mjs';

const KEPT_LINES = 60;
const GRACE_MS = 3_000;
const PARENT_CHECK_MS = 500;
/** pnpm retries each of 700 packages by itself; this many failures with nothing between them is a dead network. */
const RETRIES_IN_A_ROW = 25;
const RETRY_LINE = /error \([A-Z_]+\)\. Will retry/;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Exit code of a child as a shell reports it. */
export function exitCode(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/**
 * Runs a command without showing its output; the last lines are kept for the failure report.
 * It is stopped at its deadline, when it says nothing new for `stallMs`, and when it only retries a dead network.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs: number, stallMs?: number, beat?: { note: string }, onSpawn?: (pid: number) => void }} options
 * @returns {Promise<{ ok: boolean, code: number, timedOut: boolean, lines: string[], stdout: string }>}
 */
export function runQuietly(command, args, options) {
  const { cwd, env = process.env, beat, onSpawn } = options;
  return new Promise((resolve, reject) => {
    // Its own process group: a deadline or a signal then ends npm and everything npm started.
    const child = spawn(command, args, {
      cwd,
      env,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    if (child.pid !== undefined) onSpawn?.(child.pid);
    const patience = watchOver(child, options);
    const output = collect(child, (line) => {
      if (beat) beat.note = line.slice(0, 100);
      patience.heard(line);
    });
    const stopForwarding = forwardSignals((signal) => endGroup(child, signal), { thenExit: true });
    const settle = () => {
      patience.end();
      stopForwarding();
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, signal) => {
      settle();
      resolve({ ok: code === 0, code: exitCode(code, signal), timedOut: patience.isOver(), lines: output.lines, stdout: output.stdout });
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
    const stopWatching = onLosingNpm(() => child.kill('SIGTERM'));
    const stopForwarding = forwardSignals((signal) => {
      // Ctrl-C in a terminal reaches the whole group by itself; a second one would read as "now, at once".
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      stopForwarding();
      stopWatching();
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

function collect(child, onLine) {
  const output = { lines: [], stdout: '' };
  const keep = (chunk) => {
    const fresh = chunk
      .split(/\r?\n/)
      .map((line) => line.trimEnd())
      .filter(Boolean);
    for (const line of fresh) onLine(line);
    output.lines.push(...fresh);
    output.lines.splice(0, Math.max(0, output.lines.length - KEPT_LINES));
  };
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output.stdout += chunk;
    keep(chunk);
  });
  child.stderr.setEncoding('utf8').on('data', keep);
  return output;
}

function watchOver(child, { timeoutMs, stallMs = timeoutMs }) {
  let over = false;
  let retries = 0;
  let lastNews = '';
  const giveUp = () => {
    over = true;
    endGroup(child, 'SIGTERM');
    setTimeout(() => endGroup(child, 'SIGKILL'), GRACE_MS).unref();
  };
  const deadline = setTimeout(giveUp, timeoutMs);
  let stall = setTimeout(giveUp, stallMs);
  const heard = (line) => {
    if (RETRY_LINE.test(line)) {
      retries += 1;
      if (retries === RETRIES_IN_A_ROW) giveUp();
      return;
    }
    retries = 0;
    if (line === lastNews) return;
    lastNews = line;
    clearTimeout(stall);
    stall = setTimeout(giveUp, stallMs);
  };
  const end = () => {
    clearTimeout(deadline);
    clearTimeout(stall);
  };
  return { heard, end, isOver: () => over };
}

function endGroup(child, signal) {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended between the question and the signal: that is what we wanted.
  }
}

/** npm killed outright tells nobody; we notice that our parent is another process now. */
function onLosingNpm(act) {
  if (process.platform === 'win32' || !process.env.npm_lifecycle_event) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, PARENT_CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
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
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|META_FETCH_FAIL|UND_ERR|network|fetch failed/i,
    "No network, or the package registry can't be reached: check the connection (and the proxy in ~/.npmrc), then run the same command again.",
  ],
  [/ENOSPC/, 'The disk is full: free about 3 GB, then run the same command again.'],
  [
    /EACCES|EPERM|EROFS/,
    "This folder can't be written by you: give yourself the rights (or clone it elsewhere), then run the same command again.",
  ],
  [/EINTEGRITY|TARBALL_INTEGRITY/, 'A download arrived damaged: run `npm cache clean --force`, then the same command again.'],
  [
    /ERR_PNPM_OUTDATED_LOCKFILE/,
    'A package.json changed without the lock: run `tools/toolchain/bin/pnpm install`, commit pnpm-lock.yaml, then run the same command again.',
  ],
];

/**
 * Turns a failed quiet run into the sentence that says what to do.
 * @param {{ timedOut: boolean, lines: readonly string[] }} run
 * @param {string} what e.g. "npm"
 */
export function failureOf(run, what) {
  if (run.timedOut)
    return new SetupError(
      `${what} got no further and was stopped; the network is most likely down: check the connection (and the proxy in ~/.npmrc), then run the same command again.`,
      { detail: run.lines },
    );
  const text = run.lines.join('\n');
  const remedy = REMEDIES.find(([pattern]) => pattern.test(text));
  return new SetupError(
    remedy ? remedy[1] : `${what} failed: read its last lines above, repair what they name, then run the same command again.`,
    { detail: run.lines },
  );
}
