import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { compareVersions } from '@fastops/shared/releases/manifest';
import { branchEnv, inherited } from '../env.ts';
import { FAULT_CODE, programIn, readBoot, type Slots } from './boot.ts';
import type { Build } from './build.ts';

/** How the uninstaller asks whether this till may be taken away. No window opens, and nothing is sold. */
const REMOVAL_SWITCH = 'may-be-removed';

export function asksForRemoval(): boolean {
  return app.commandLine.hasSwitch(REMOVAL_SWITCH);
}

type RemovalParts = {
  readonly build: Build | undefined;
  readonly slots: Slots;
  readonly script: string;
  readonly sealFault: (version: string, folder: string) => string | undefined;
};

/** The version that an update brought reads the file that it brought forward; the installed one hands the question on. */
export async function answerRemoval(parts: RemovalParts): Promise<void> {
  const program = newerProgram(parts);
  app.exit(program === undefined ? await askBranch(parts) : await askProgram(program));
}

function newerProgram({ build, slots, sealFault }: RemovalParts): string | undefined {
  const { current } = readBoot(slots);
  if (!build || current === null || compareVersions(current, build.version) <= 0) return undefined;
  const folder = join(slots.folder, current);
  const program = programIn(folder);
  return existsSync(program) && sealFault(current, folder) === undefined ? program : undefined;
}

async function askBranch({ build, script }: RemovalParts): Promise<number> {
  await app.whenReady();
  const child = utilityProcess.fork(script, [], { serviceName: 'removal', stdio: 'inherit', env: branchEnv(build) });
  return new Promise((resolve) => {
    child.once('message', ({ code, said }: { code: number; said: string }) => process.stderr.write(said, () => resolve(code)));
    child.once('exit', () => resolve(FAULT_CODE));
  });
}

function askProgram(program: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, process.argv.slice(1), { stdio: 'inherit', env: inherited });
    child.once('error', () => resolve(FAULT_CODE));
    child.once('exit', (code) => resolve(code ?? FAULT_CODE));
  });
}
