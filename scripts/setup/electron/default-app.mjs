// Runs inside Electron. The fallback runtime has no default app, without which `electron path/to/app` does nothing:
// this one takes `-r module` flags, then the app's path, and loads the app's `main` as Electron's own does.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, dialog } from 'electron';

const { modules, target } = parse(process.argv.slice(1));
const require = createRequire(join(process.cwd(), 'electron-default-app.cjs'));

try {
  for (const name of modules) require(name);
  if (target === undefined) throw new Error('Give the path of the app: electron path/to/app');
  await load(resolve(target));
} catch (error) {
  console.error(error);
  if (process.env.FASTOPS_QUIET_FAILURE === undefined && process.stderr.isTTY)
    dialog.showErrorBox('Electron', String(error?.stack ?? error));
  app.exit(1);
}

function parse(args) {
  const modules = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at];
    if (arg === '-r' || arg === '--require') {
      at += 1;
      modules.push(args[at]);
    } else if (!arg.startsWith('-')) {
      return { modules, target: arg };
    }
  }
  return { modules, target: undefined };
}

async function load(target) {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const manifestFile = join(target, 'package.json');
  if (!existsSync(manifestFile)) {
    app.setAppPath(dirname(target));
    await import(pathToFileURL(target).href);
    return;
  }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name);
  app.setAppPath(target);
  await import(pathToFileURL(join(target, manifest.main ?? 'index.js')).href);
}
