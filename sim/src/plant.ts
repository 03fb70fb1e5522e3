import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Mutant } from './mutants.ts';

const ROOT = new URL('../../', import.meta.url);

/**
 * Makes one known mistake in the product's source as it is loaded; the file on disk stays as it is, and the product needs
 * no switch for it. Must be called before anything of the product is imported.
 */
export function plant({ name, file, find, replace }: Mutant): void {
  const target = pathToFileURL(fileURLToPath(new URL(file, ROOT))).href;
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context);
      if (url !== target) return loaded;
      const text = Buffer.from(loaded.source as Uint8Array).toString('utf8');
      if (text.split(find).length !== 2) throw new Error(`mutant ${name}: its text is not once in ${file}; the code has moved on`);
      return { ...loaded, source: text.replace(find, () => replace) };
    },
  });
}
