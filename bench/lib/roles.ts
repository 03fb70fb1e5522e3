import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** A measuring process of its own, so that no role lives off the warm heap of another. */
export type RoleName = 'server' | 'write' | 'push' | 'hydrate' | 'days' | 'crowd';
type Facts = Readonly<Record<string, unknown>>;

const ROLES = fileURLToPath(new URL('../sync.roles.ts', import.meta.url));
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts a role that answers questions until it is stopped. */
export function startRole(name: RoleName, input: Facts, env: Readonly<Record<string, string>> = {}) {
  // BENCH_PROFILE=role leaves that role's .cpuprofile where the bench was started.
  const profile = process.env['BENCH_PROFILE'] === name ? ['--cpu-prof', `--cpu-prof-dir=${process.env['INIT_CWD'] ?? process.cwd()}`] : [];
  const execArgv = name === 'server' ? ['--expose-gc', ...profile] : profile;
  const child = fork(ROLES, [name, JSON.stringify(input)], { execArgv, env: { ...process.env, ...env } });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return {
    pid: child.pid ?? 0,
    ended: new Promise<void>((resolve) => child.once('exit', () => resolve())),
    heard: <T>() => answerOf<T>(child, name),
    ask: <T>(question: Facts) => {
      const answer = answerOf<T>(child, name);
      child.send(question);
      return answer;
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      await gone;
    },
  };
}
export type Role = ReturnType<typeof startRole>;

/** Runs a role to its end and gives what it measured. */
export async function runRole<T>(name: RoleName, input: Facts): Promise<T> {
  const role = startRole(name, input);
  const answer = await role.heard<T>();
  await role.ended;
  return answer;
}

function answerOf<T>(child: ChildProcess, name: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null, signal: string | null) => reject(new Error(`${name} ended with ${code ?? signal}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message as T);
    });
  });
}

/** The most memory that a process ever held, in MiB. */
export function peakMemory(pid: number | 'self' = 'self'): number {
  return memoryLine('status', 'VmHWM', pid);
}

/** What it holds now, in MiB. */
export function memoryNow(pid: number | 'self' = 'self'): number {
  return memoryLine('status', 'VmRSS', pid);
}

/** What a process and those it started hold alone, shared pages divided among them, in MiB. */
export function proportionalMemory(pid: number): number {
  const all = [pid, ...childrenOf(pid)];
  return all.reduce((sum, each) => sum + memoryLine('smaps_rollup', 'Pss', each), 0);
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

function memoryLine(file: string, name: string, pid: number | 'self'): number {
  try {
    const [, kib = '0'] = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8')) ?? [];
    return Math.round(Number(kib) / 102.4) / 10;
  } catch {
    return Number.NaN;
  }
}

/** CPU that this process has used, in ms: it says the same on a busy machine, where walls don't. */
export function cpuOf(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** CPU of a process and of all that it started, those that have ended too, in ms. */
export function cpuOfTree(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, each) => sum + ticksOf(each, each === pid), 0) * 10;
}

function ticksOf(pid: number, withEnded: boolean): number {
  // After the name in brackets: state is the 1st, utime the 12th, then stime, cutime and cstime.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, withEnded ? 15 : 13).reduce((sum, ticks) => sum + Number(ticks), 0);
}

/** Milliseconds that something took. */
export async function timed(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
