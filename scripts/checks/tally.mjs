/** @typedef {{ passed: number, failed: number }} Tally */

/** @param {readonly { ok: boolean }[]} outcomes @returns {Tally} */
export function tallyOf(outcomes) {
  const failed = outcomes.filter(({ ok }) => !ok).length;
  return { passed: outcomes.length - failed, failed };
}

/**
 * Prints the closing line that machines read, and sets the exit code: nothing run at all is a failure too.
 * @param {readonly Tally[]} tallies
 */
export function printTally(tallies) {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
