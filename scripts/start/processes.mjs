import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { SetupError } from '../setup/progress.mjs';

const STOP_MS = 8_000;

/**
 * Starts a server that says it is ready with one JSON line on stdout.
 * @param {{ name: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd: string, timeoutMs: number }} server
 * @template Ready what its line says
 * @returns {Promise<{ ready: Ready, child: import('node:child_process').ChildProcess }>}
 */
export function startServer({ name, args, env, cwd, timeoutMs }) {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    const fail = (why) => {
      child.kill('SIGKILL');
      reject(new SetupError(`${name} did not start: ${why}. What it said is above.`));
    };
    const timer = setTimeout(() => fail(`no answer within ${timeoutMs / 1000} s`), timeoutMs);
    child.once('exit', (code, signal) => fail(`it ended with ${signal ?? `code ${code}`}`));
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve({ ready: JSON.parse(line), child });
    });
  });
}

/**
 * Ends processes gently, in the given order, and by force when they don't listen.
 * @param {readonly import('node:child_process').ChildProcess[]} children
 */
export async function stopAll(children) {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(force);
  }
}
