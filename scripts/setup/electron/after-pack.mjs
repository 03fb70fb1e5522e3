import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** electron-builder calls this: the default app that development needs has no place in a packed till. */
export async function afterPack({ appOutDir, packager }) {
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}
