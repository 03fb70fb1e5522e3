import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { artefactName, branchFileSchema } from '../../packages/shared/src/releases/branch-file.ts';
import { SetupError } from '../setup/progress.mjs';

/**
 * @typedef {{ file: string, branch: import('../../packages/shared/src/releases/branch-file.ts').BranchFile }} BranchJob
 * @param {{ branch: string | undefined, all: string | undefined }} options
 * @returns {BranchJob[]} every one checked before the first is built
 */
export function branchJobs({ branch, all }) {
  if (all === undefined) return [readBranchFile(branch)];
  const files = listed(all);
  if (files.length === 0) throw new SetupError(`There is no branch file (*.json) in ${all}: the dashboard's branch page makes them.`);
  return files.map((name) => readBranchFile(join(all, name)));
}

/** Two branches that would overwrite each other are said before anything is built. */
export function refuseSameName(jobs, version) {
  const seen = new Map();
  for (const { file, branch } of jobs) {
    const name = artefactName(branch, version);
    const first = seen.get(name);
    if (first) throw new SetupError(`${basename(first)} and ${basename(file)} are both ${name}: give one branch another name.`);
    seen.set(name, file);
  }
}

function listed(folder) {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    throw new SetupError(`The folder ${folder} can't be read.`);
  }
}

/** @returns {BranchJob} */
function readBranchFile(file) {
  const read = branchFileSchema.safeParse(parsed(file));
  if (read.success) return { file, branch: read.data };
  const detail = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new SetupError(`${basename(file)} is not a branch file: repair what the lines above name, or make it anew on the dashboard.`, {
    detail,
  });
}

function parsed(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SetupError(`${basename(file)} can't be read as JSON: ${error.message}.`);
  }
}
