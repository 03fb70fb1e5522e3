import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

/** Where `vite` finds a running cloud while the screens are being worked on. */
const CLOUD = 'http://127.0.0.1:4100';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), zipped()],
  build: { outDir: '../../../dist/dashboard', emptyOutDir: true, target: 'es2023' },
  server: { proxy: { '/trpc': CLOUD } },
});

/** Packs scripts and styles once, when they are written, so that the cloud doesn't do it for every phone that asks. */
function zipped(): Plugin {
  return {
    name: 'zipped',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name));
      for (const file of names.map((name) => join(dir, name))) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
    },
  };
}
