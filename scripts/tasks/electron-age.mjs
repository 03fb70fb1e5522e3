// node scripts/tasks/electron-age.mjs: asks the registry (read only) how old our Electron is, and fails when it is too old.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronFaults } from '../checks/electron-age.mjs';
import { rootDir } from '../setup/paths.mjs';
import { say } from '../setup/progress.mjs';

const published = JSON.parse(
  execFileSync('npm', ['view', 'electron', 'time', '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
);
const version = /^ {2}electron: (\S+)$/m.exec(readFileSync(join(rootDir, 'pnpm-workspace.yaml'), 'utf8'))?.[1] ?? '';
const faults = electronFaults({ version, published, now: Date.now() });
for (const fault of faults) say(`✗ ${fault}`);
if (faults.length === 0) say(`✓ Electron ${version}`);
process.exitCode = faults.length === 0 ? 0 : 1;
