// Checks the import rules of the tree it is run in and prints one line of JSON. It lives in a package of its own because
// it needs the last TypeScript with a JS API; scripts/checks/dependencies.mjs calls it.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';

const FOLDERS = ['apps', 'packages', 'bench'];

const root = process.cwd();
const { forbidden, options } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));
const { enhancedResolveOptions, ...cruiseOptions } = options;
const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
const { output } = await cruise(folders, { ...cruiseOptions, ruleSet: { forbidden }, validate: true }, enhancedResolveOptions);

const { summary, modules } = output;
const typescriptModules = modules.filter((module) => /[.]tsx?$/.test(module.source) && !module.source.includes('node_modules')).length;
const violations = summary.violations.map(({ rule, from, to, cycle }) => ({
  rule: rule.name,
  from,
  to: cycle ? cycle.map((part) => part.name).join(' -> ') : to,
}));
process.stdout.write(
  `${JSON.stringify({ rules: forbidden.map(({ name, comment }) => ({ name, comment })), typescriptModules, violations })}\n`,
);
