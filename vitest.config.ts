import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { WORKERS } from './vitest.workers.ts';

// One project per workspace package. A package may bring its own vitest.config.ts; the others get these defaults.
const GROUPS = ['packages', 'apps'];
const TESTS = ['src/**/*.test.ts', 'src/**/*.test.tsx', 'src/**/*.sim.ts'];

const root = import.meta.dirname;
const folders = GROUPS.flatMap((group) => readdirSync(join(root, group)).map((name) => ({ name, folder: `${group}/${name}` })));
const packages = [...folders, { name: 'sim', folder: 'sim' }].filter(({ folder }) => existsSync(join(root, folder, 'package.json')));

const projects = packages.map(({ name, folder }) => {
  const own = `${folder}/vitest.config.ts`;
  return existsSync(join(root, own)) ? own : { test: { name, root: folder, include: TESTS, testTimeout: 90_000, maxWorkers: WORKERS } };
});

export default defineConfig({
  test: {
    projects: [
      ...projects,
      {
        test: {
          name: 'scripts',
          root: '.',
          include: ['scripts/**/*.test.mjs', 'tools/*.test.mjs'],
          testTimeout: 90_000,
          maxWorkers: WORKERS,
        },
      },
    ],
  },
});
