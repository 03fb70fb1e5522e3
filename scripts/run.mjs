#!/usr/bin/env node
// `npm start`, `npm test` and the other commands all come through here: on any Node >= 18 with npm and nothing else
// installed, bring the tools, install the libraries, then run scripts/tasks/<task>.mjs on Node 24.
// No dependency may be imported here: at this point there are none.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runLoudly } from './setup/child.mjs';
import { withSetupLock } from './setup/lock.mjs';
import { OLDEST_BOOTSTRAP_MAJOR } from './setup/node-runtime.mjs';
import { rootDir } from './setup/paths.mjs';
import { say, sayFailure, SetupError } from './setup/progress.mjs';
import { bringToolchain } from './setup/toolchain.mjs';
import { installLibraries } from './setup/workspace.mjs';

const tasksDir = join(rootDir, 'scripts', 'tasks');

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}

async function main([task, ...args]) {
  refuseOldNode();
  const file = taskFile(task);
  const guard = { exclusive: withSetupLock };
  const toolchain = await bringToolchain(guard);
  await installLibraries(toolchain, guard);
  return runLoudly(toolchain.node.path, [file, ...args], { cwd: rootDir, env: toolchain.env });
}

function refuseOldNode() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_BOOTSTRAP_MAJOR) return;
  throw new SetupError(
    `Node ${process.versions.node} is too old even to begin: install Node 24 from nodejs.org, then run the same command again.`,
  );
}

function taskFile(task) {
  const known = readdirSync(tasksDir)
    .filter((name) => /^[a-z0-9-]+\.mjs$/.test(name))
    .map((name) => name.slice(0, -'.mjs'.length));
  const file = join(tasksDir, `${task}.mjs`);
  if (task !== undefined && known.includes(task) && existsSync(file)) return file;
  say(`Tasks: ${known.join(', ')}`);
  throw new SetupError(`There is no task called "${task ?? ''}": run \`npm run <task>\` with one of the tasks above.`);
}
