// npm run replay -- BUNDLE [--at N]: the facts of a support bundle into a till of this version, and the state at any of them.
import { join, resolve } from 'node:path';
import { runLoudly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';

const [bundle, ...rest] = process.argv.slice(2);
const args = bundle === undefined ? [] : [resolve(process.env.INIT_CWD ?? rootDir, bundle), ...rest];
process.exitCode = await runLoudly(process.execPath, ['replay.ts', ...args], { cwd: join(rootDir, 'sim'), env: process.env });
