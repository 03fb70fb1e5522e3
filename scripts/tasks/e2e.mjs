// npm run e2e [-- file or title]: the tests that drive the real window and the real browser.
import { runPlaywright } from '../checks/runners.mjs';
import { printTally } from '../checks/tally.mjs';
import { sayFailure } from '../setup/progress.mjs';
import { prepareTestGround } from '../setup/test-ground.mjs';

try {
  const { env, stop } = await prepareTestGround();
  const tally = await runPlaywright(process.argv.slice(2), env).finally(stop);
  printTally([tally]);
} catch (error) {
  sayFailure(error);
  printTally([{ passed: 0, failed: 1 }]);
}
