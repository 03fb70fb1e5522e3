import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite` finds a running cloud while the screens are being worked on. */
const CLOUD = 'http://127.0.0.1:4600';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: { outDir: '../../../dist/dashboard', emptyOutDir: true, target: 'es2023' },
  server: { proxy: { '/trpc': CLOUD } },
});
