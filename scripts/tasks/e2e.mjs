// npm run e2e [-- file or title]: the tests that drive the real window and the real browser; with --long those that pack and update
// whole tills (*.long.ts), which `npm test` leaves out.
import { runPlaywright } from '../checks/runners.mjs';
import { printTally } from '../checks/tally.mjs';
import { sayFailure } from '../setup/progress.mjs';
import { prepareTestGround } from '../setup/test-ground.mjs';

const args = process.argv.slice(2).filter((arg) => arg !== '--long');
if (args.length < process.argv.length - 2) process.env.FASTOPS_E2E_LONG = '1';

try {
  const { env, stop } = await prepareTestGround();
  const tally = await runPlaywright(args, env).finally(stop);
  printTally([tally]);
} catch (error) {
  sayFailure(error);
  printTally([{ passed: 0, failed: 1 }]);
}
