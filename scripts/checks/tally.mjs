/** @typedef {{ passed: number, failed: number, wrong?: readonly string[] }} Tally `wrong` names what failed, a line each */

/** @param {readonly { name: string, ok: boolean }[]} outcomes @returns {Tally} */
export function tallyOf(outcomes) {
  const wrong = outcomes.filter(({ ok }) => !ok).map(({ name }) => name);
  return { passed: outcomes.length - wrong.length, failed: wrong.length, wrong };
}

/**
 * Names once more what failed, since a log is read from its end, and prints the closing line that machines read, and sets the exit code: nothing run at all is a failure too.
 * @param {readonly Tally[]} tallies
 */
export function printTally(tallies) {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  for (const line of tallies.flatMap(({ wrong = [] }) => wrong)) process.stdout.write(`✗ ${line}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
