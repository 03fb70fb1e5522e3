import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// The long sizes, apart from `npm test`: each package runs its *.soak.ts files with its own settings and without haste.
const root = import.meta.dirname;
const folders = ['packages', 'apps']
  .flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)))
  .filter((folder) => existsSync(join(folder, 'vitest.config.ts')));

async function soaksOf(folder: string): Promise<TestProjectInlineConfiguration> {
  const { default: own }: { default: TestProjectInlineConfiguration } = await import(join(folder, 'vitest.config.ts'));
  return { ...own, root: folder, test: { ...own.test, root: folder, include: ['src/**/*.soak.ts'], testTimeout: 0, hookTimeout: 0 } };
}

export default defineConfig(async () => ({ test: { projects: await Promise.all(folders.map(soaksOf)) } }));
