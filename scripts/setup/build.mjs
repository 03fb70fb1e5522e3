import { join } from 'node:path';
import { runQuietly, failureOf } from './child.mjs';
import { rootDir } from './paths.mjs';
import { step } from './progress.mjs';

/**
 * Builds the screens (till and dashboard) through turbo's cache: nothing is done where nothing changed.
 * @param {readonly ('@fastops/cloud' | '@fastops/desktop')[]} packages
 */
export async function buildScreens(packages) {
  await step('Building the screens', async () => {
    const filters = packages.map((name) => `--filter=${name}`);
    const args = ['run', 'build', ...filters, '--output-logs=errors-only', '--no-daemon'];
    const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
    const turbo = join(rootDir, 'node_modules', 'turbo', 'bin', 'turbo');
    const run = await runQuietly(process.execPath, [turbo, ...args], { cwd: rootDir, env, timeoutMs: 300_000 });
    if (!run.ok) throw failureOf(run, 'Building the screens');
  });
}
