import { join } from 'node:path';
import { runQuietly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';

const CRUISE_MS = 3 * 60_000;

/**
 * Checks the import rules of a tree that holds its own .dependency-cruiser.cjs.
 * @param {string} dir
 * @returns {Promise<{ rules: { name: string, comment?: string }[], typescriptModules: number, violations: { rule: string, from: string, to: string }[] }>}
 */
export async function cruiseTree(dir) {
  const run = await runQuietly(process.execPath, [join(rootDir, 'tools', 'dependency-rules', 'cruise.mjs')], {
    cwd: dir,
    timeoutMs: CRUISE_MS,
  });
  if (!run.ok) throw new Error(`dependency-cruiser did not finish:\n${run.lines.join('\n')}`);
  const report = JSON.parse(run.stdout);
  // With a TypeScript it can't use it sees nothing and would praise that.
  if (report.typescriptModules === 0) throw new Error('dependency-cruiser saw no TypeScript module at all');
  return report;
}
