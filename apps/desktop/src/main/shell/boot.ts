import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { bootStateSchema, bootStep, FIRST_BOOT, MOST_STARTS, type BootState } from '@fastops/shared/releases/boot-state';
import { inherited } from '../env.ts';

/**
 * Versions lie side by side: the installed one, which nobody at the till can write to, and those that updates brought. The installed
 * one always starts first, and decides which runs.
 */
export type Slots = { readonly folder: string; readonly dataDir: string };

export function slotsOf(env: NodeJS.ProcessEnv = inherited): Slots {
  const dataDir = env['FASTOPS_DATA'] ?? join(homedir(), '.fastops', 'till');
  return { folder: join(dirname(dataDir), 'versions'), dataDir };
}

/** The program of an unpacked version. */
export function programIn(folder: string): string {
  if (process.platform === 'darwin') return join(folder, 'FastOps.app', 'Contents', 'MacOS', 'FastOps');
  return join(folder, process.platform === 'win32' ? 'fastops.exe' : 'fastops');
}

export function readBoot({ folder }: Slots): BootState {
  try {
    return bootStateSchema.parse(JSON.parse(readFileSync(join(folder, 'boot.json'), 'utf8')));
  } catch {
    return FIRST_BOOT;
  }
}

export function writeBoot({ folder }: Slots, state: BootState): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'boot.json');
  writeFileSync(`${file}.unfinished`, JSON.stringify(state), { flush: true });
  renameSync(`${file}.unfinished`, file);
}

/** Says to the branch server that its file may have to go back to what it was before this version. */
function orderReturn({ dataDir }: Slots, from: string): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'went-back.json'), JSON.stringify({ from }), { flush: true });
}

export type BootParts = {
  readonly slots: Slots;
  readonly version: string;
  readonly args: readonly string[];
  /** Why the app archive of another version is not to be trusted; undefined when it is. */
  readonly sealFault: (version: string, folder: string) => string | undefined;
  /** Called before another version is watched: the two must not share a profile. */
  readonly onWatch: () => void;
};

/**
 * Runs the version that is to run. Answers `self` when the installed one is to run (`again`: in a new process, since this one has
 * watched), `done` when another runs or ran. One that has not proven itself is watched: when it ends badly it is started again, and
 * after the third time taken back.
 */
export async function boot(parts: BootParts): Promise<'self' | 'again' | 'done'> {
  const { slots, version, args, onWatch } = parts;
  for (let hasWatched = false; ; hasWatched = true) {
    const step = bootStep(readBoot(slots), version);
    writeBoot(slots, step.state);
    if (step.kind === 'went-back') orderReturn(slots, step.from);
    if (step.kind !== 'run-version' && step.state.current === null) return hasWatched ? 'again' : 'self';
    if (step.kind !== 'run-version') continue;
    const program = soundProgram(parts, step.version);
    // One that is not what was put in is taken back without a try.
    if (program === undefined) writeBoot(slots, { ...step.state, proven: false, starts: MOST_STARTS });
    else if (step.state.proven) return handOver(program, args);
    else {
      onWatch();
      if (isOver(slots, step.version, await watched(program, args))) return 'done';
    }
  }
}

function soundProgram({ slots, sealFault }: BootParts, version: string): string | undefined {
  const folder = join(slots.folder, version);
  const program = programIn(folder);
  return existsSync(program) && sealFault(version, folder) === undefined ? program : undefined;
}

/** Whether the watching is over: the version ended well, or had worked and crashed later, as any program may. */
function isOver(slots: Slots, version: string, code: number): boolean {
  const after = readBoot(slots);
  if (after.current !== version) return false;
  if (code === 0) writeBoot(slots, { ...after, starts: 0 });
  return code === 0 || after.proven;
}

/** Of use no more: the other one lives on alone, and knows whom to call when it has put in another version. */
function handOver(program: string, args: readonly string[]): 'done' {
  const env = { ...inherited, FASTOPS_INSTALLED_PROGRAM: process.execPath };
  spawn(program, args, { stdio: 'inherit', detached: true, env }).unref();
  return 'done';
}

/** sysexits.h: an internal fault. */
export const FAULT_CODE = 70;

function watched(program: string, args: readonly string[]): Promise<number> {
  const { FASTOPS_INSTALLED_PROGRAM: _, ...rest } = inherited;
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...rest, FASTOPS_WATCHED: '1' } });
    child.once('error', () => resolve(FAULT_CODE));
    child.once('exit', (code) => resolve(code ?? FAULT_CODE));
  });
}

/** The program to call when another version was put in; undefined for one that is watched, and only has to end. */
export function nextProgram(env: NodeJS.ProcessEnv = inherited): string | undefined {
  return env['FASTOPS_WATCHED'] === '1' ? undefined : (env['FASTOPS_INSTALLED_PROGRAM'] ?? process.execPath);
}

/** Marks the running version as one that works here. */
export function markProven(slots: Slots, version: string): void {
  const state = readBoot(slots);
  if (state.current === version && !state.proven) writeBoot(slots, { ...state, proven: true });
}
