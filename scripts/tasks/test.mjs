// npm test: everything CI runs. The last line is "N passed, N failed". Arguments after -- narrow vitest and leave the rest out.
import { runChecks } from '../checks/checks.mjs';
import { runPlaywright, runVitest } from '../checks/runners.mjs';
import { printTally, tallyOf } from '../checks/tally.mjs';
import { sayFailure } from '../setup/progress.mjs';
import { prepareTestGround } from '../setup/test-ground.mjs';

const narrowed = process.argv.slice(2);
printTally(narrowed.length > 0 ? [await runVitest(narrowed)] : await everything());

async function everything() {
  try {
    const { env, stop } = await prepareTestGround();
    try {
      // What runs outside the window runs on this Node, with the SQLite built for it: only the window needs the runtime's own.
      return [tallyOf(await runChecks()), await runVitest([]), await runPlaywright([], env)];
    } finally {
      stop();
    }
  } catch (error) {
    sayFailure(error);
    return [{ passed: 0, failed: 1 }];
  }
}
