import { join, relative, resolve } from 'node:path';
import { runQuietly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';

const LINT_MS = 5 * 60_000;

/**
 * Lints a tree with the configuration that lies in it.
 * @param {string} dir
 * @returns {Promise<{ rule: string, file: string, line: number, message: string }[]>}
 */
export async function runOxlint(dir) {
  const binary = join(rootDir, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const run = await runQuietly(process.execPath, [binary, '--format=json'], { cwd: dir, timeoutMs: LINT_MS });
  const report = parse(run);
  if (report.number_of_files === 0) throw new Error('oxlint looked at no file at all');
  return report.diagnostics.map((hit) => ({
    rule: (hit.code ?? 'unknown').replace(/^(.+)\((.+)\)$/, '$1/$2'),
    file: relative(dir, resolve(dir, hit.filename ?? '')).replaceAll('\\', '/'),
    line: hit.labels?.[0]?.span?.line ?? 1,
    message: hit.message,
  }));
}

function parse(run) {
  try {
    return JSON.parse(run.stdout);
  } catch {
    throw new Error(`oxlint did not finish:\n${run.lines.join('\n')}`);
  }
}
