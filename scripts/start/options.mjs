import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { rootDir } from '../setup/paths.mjs';
import { SetupError } from '../setup/progress.mjs';

export const HELP = `npm start                     the cloud and one till, in a window
npm start -- --reset          begin anew: forgets what was sold in the demo
npm start -- --data DIR       keep the data in DIR (default: .data)
npm start -- --port N         port of the dashboard (default: 4100, or a free one)
npm start -- --headless       no window: cloud and one branch server
npm start --silent -- --headless --json   the same, and one JSON line that says where everything is`;

/**
 * What the person asked for.
 * @param {readonly string[]} args
 */
export function readOptions(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        reset: { type: 'boolean', default: false },
        data: { type: 'string', default: join(rootDir, '.data') },
        port: { type: 'string' },
        headless: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return { ...values, data: resolve(values.data) };
  } catch (error) {
    throw new SetupError(`${error.message}\n${HELP}`);
  }
}
