import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

// Workspace packages are TypeScript sources: they are bundled, everything from node_modules is not.
const externalizeDeps = { exclude: ['@fastops/shared'] };

/** Migrations are read from disk at run time: they travel beside the bundle. */
function copyMigrations(): Plugin {
  return {
    name: 'copy-migrations',
    closeBundle: () => cpSync(resolve('src/branch/db/migrations'), resolve('out/main/migrations'), { recursive: true }),
  };
}

export default defineConfig({
  main: {
    build: {
      externalizeDeps,
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          branch: resolve('src/branch/utility.ts'),
          removal: resolve('src/branch/removal.ts'),
          'backup-thread': resolve('src/branch/workers/backup-thread.ts'),
        },
        output: { chunkFileNames: '[name].js' },
      },
    },
    plugins: [copyMigrations()],
  },
  preload: {
    build: {
      externalizeDeps,
      // A sandboxed preload is loaded as CommonJS.
      rollupOptions: { input: { index: resolve('src/preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    plugins: [react(), tailwindcss()],
    build: {
      minify: true,
      rollupOptions: {
        input: {
          index: resolve('src/renderer/index.html'),
          kitchen: resolve('src/renderer/kitchen.html'),
          display: resolve('src/renderer/display.html'),
        },
      },
    },
  },
});
