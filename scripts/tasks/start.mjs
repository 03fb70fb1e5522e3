// `npm start`: the whole main job on this machine. A cloud with a demo company, and a till that sells to it.
import { rmSync } from 'node:fs';
import { HELP, readOptions } from '../start/options.mjs';
import { startDemo } from '../start/demo.mjs';
import { say, sayFailure } from '../setup/progress.mjs';

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    say(HELP);
  } else {
    if (options.reset) rmSync(options.data, { recursive: true, force: true });
    process.exitCode = await startDemo(options);
  }
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}
