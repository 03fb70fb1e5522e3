import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The archives of releases: public as any installer on a web page, since our signature is what a till believes. */
export async function mountReleases(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder === undefined || !existsSync(folder)) return;
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/releases/',
    decorateReply: false,
    index: false,
    allowedPath: (path) => /^\/?[A-Za-z0-9][A-Za-z0-9._-]*\.(tar\.gz|deb|exe|AppImage|dmg)$/.test(path),
  });
}
