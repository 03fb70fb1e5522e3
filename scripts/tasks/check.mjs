// npm run check: types, lint, import rules, and the proof that the rules bite.
import { runChecks } from '../checks/checks.mjs';
import { printTally, tallyOf } from '../checks/tally.mjs';

const tally = tallyOf(await runChecks());
printTally([tally]);
