// npm run format [-- --check]: one way to lay code out, decided by oxfmt.
import { join } from 'node:path';
import { runLoudly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';

process.exitCode = await runLoudly(process.execPath, [join(rootDir, 'node_modules', 'oxfmt', 'bin', 'oxfmt'), ...process.argv.slice(2)], {
  cwd: rootDir,
  env: process.env,
});
