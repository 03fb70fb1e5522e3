import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DEFAULT_WINDOW } from '@fastops/shared/releases/install-time';
import type { ReleaseAsk, ReleaseOffer } from '../modules/updates/updates.port.ts';
import type { OfficeClient } from './cloud-client.ts';

/** Where releases come from. Nothing it says is believed without our own signature. */
export type ReleaseFeed = {
  offer(ask: ReleaseAsk): Promise<ReleaseOffer>;
  /** The file from byte `from` on. */
  open(file: string, from: number): Promise<Readable>;
};

const ANSWER_MS = 30_000;

/** A plain folder: on a disk, or behind any web server. */
export function folderFeed(base: string): ReleaseFeed {
  const isRemote = /^https?:\/\//.test(base);
  const at = (name: string) => (isRemote ? `${base.replace(/\/+$/, '')}/${name}` : join(base, name));
  return {
    offer: async ({ channel, platform }) => {
      const name = at(`${channel}-${platform}.json`);
      const signed = isRemote ? await fetched(name) : await readFile(name, 'utf8').catch(() => undefined);
      return { signed: signed === undefined ? undefined : JSON.parse(signed), window: DEFAULT_WINDOW };
    },
    open: async (file, from) => (isRemote ? remote(at(file), from) : createReadStream(at(file), { start: from })),
  };
}

/** The cloud's own: it knows who asks, and gives each company its stage of the roll-out. */
export function cloudFeed(cloud: () => { cloudUrl: string; client: OfficeClient } | undefined): ReleaseFeed {
  const known = () => {
    const found = cloud();
    if (!found) throw new Error('not enrolled yet');
    return found;
  };
  return {
    offer: (ask) => known().client.checkRelease(ask),
    open: async (file, from) => remote(`${known().cloudUrl}/releases/${file}`, from),
  };
}

async function fetched(address: string): Promise<string | undefined> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS) });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`the feed answered ${answer.status}`);
  return answer.text();
}

/** A server that knows no ranges sends all of it: what was there is then begun anew. */
async function remote(address: string, from: number): Promise<Readable> {
  const answer = await fetch(address, from > 0 ? { headers: { range: `bytes=${from}-` } } : {});
  if (!answer.ok || !answer.body) throw new Error(`the feed answered ${answer.status}`);
  if (from > 0 && answer.status !== 206) throw new Error('the feed can’t go on where it stopped');
  return Readable.from(answer.body);
}
