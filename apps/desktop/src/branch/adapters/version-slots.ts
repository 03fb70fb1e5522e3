import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { bootStateSchema, FIRST_BOOT, withNext, type BootState } from '@fastops/shared/releases/boot-state';
import { sealSchema } from '@fastops/shared/releases/seal';
import type { Manifest } from '@fastops/shared/releases/manifest';
import { flush, writeWhole } from '../db/durable-file.ts';
import type { ReleaseFeed } from './release-feed.ts';

/** Why a release was not put beside the others. */
export class SlotFault extends Error {
  override readonly name = 'SlotFault';
  readonly code: 'update.bad-content' | 'update.cut-short' | 'update.no-space';
  constructor(code: SlotFault['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The versions beside the installed one. The shell starts them; here they are brought, looked at and chosen. */
export type VersionSlots = {
  state(): BootState;
  has(version: string): boolean;
  /** Brings the file, checks it against its manifest, and unpacks it. Goes on where an earlier try stopped. */
  bring(manifest: Manifest, feed: Pick<ReleaseFeed, 'open'>): Promise<void>;
  /** The version that runs from the next start on. */
  choose(version: string): void;
  /** Removes what neither runs nor would be gone back to. */
  tidy(): void;
};

/** Room for the archive, for what comes out of it, and for the till's own work. */
const ROOM = 4;
const UNPACK_MS = 5 * 60_000;
const run = promisify(execFile);

export function versionSlots(folder: string, branchFile: string | undefined, freeBytes: () => number | null): VersionSlots {
  const slot = (version: string) => join(folder, version);
  const bootFile = join(folder, 'boot.json');
  const state = (): BootState => {
    const text = existsSync(bootFile) ? readFileSync(bootFile, 'utf8') : undefined;
    return text === undefined ? FIRST_BOOT : (bootStateSchema.safeParse(JSON.parse(text)).data ?? FIRST_BOOT);
  };
  return {
    state,
    has: (version) => existsSync(slot(version)),
    bring: async (manifest, feed) => {
      mkdirSync(folder, { recursive: true });
      const free = freeBytes();
      if (free !== null && free < manifest.bytes * ROOM) throw new SlotFault('update.no-space', `${free} bytes are free`);
      const part = join(folder, `${manifest.sha256}.part`);
      await download(manifest, feed, part);
      await unpack({ manifest, part, target: slot(manifest.version), branchFile });
      rmSync(part, { force: true });
    },
    choose: (version) => writeWhole(bootFile, withNext(state(), version)),
    tidy: () => {
      if (!existsSync(folder)) return;
      const { current, previous } = state();
      const kept = new Set(['boot.json', current, previous]);
      for (const name of readdirSync(folder)) if (!kept.has(name)) remove(join(folder, name));
    },
  };
}

async function download({ sha256, bytes, file }: Manifest, feed: Pick<ReleaseFeed, 'open'>, part: string): Promise<void> {
  const have = existsSync(part) ? statSync(part).size : 0;
  if (have > bytes) rmSync(part);
  const from = have > bytes ? 0 : have;
  if (from < bytes) {
    await pipeline(await feed.open(file, from), createWriteStream(part, { flags: from > 0 ? 'a' : 'w' })).catch((error: unknown) => {
      throw new SlotFault('update.cut-short', String(error));
    });
  }
  if (statSync(part).size < bytes) throw new SlotFault('update.cut-short', 'the line ended early');
  if ((await sha256Of(part)) === sha256) return;
  rmSync(part);
  throw new SlotFault('update.bad-content', 'the file is not the one that was signed');
}

async function unpack(work: { manifest: Manifest; part: string; target: string; branchFile: string | undefined }): Promise<void> {
  const { manifest, part, target, branchFile } = work;
  const fresh = `${target}.unfinished`;
  remove(fresh);
  mkdirSync(fresh, { recursive: true });
  await run('tar', ['-xzf', part, '-C', fresh, '--strip-components=1'], { timeout: UNPACK_MS });
  const resources = process.platform === 'darwin' ? join(fresh, 'FastOps.app', 'Contents', 'Resources') : join(fresh, 'resources');
  const seal = sealSchema.safeParse(JSON.parse(readFileSync(join(resources, 'seal.json'), 'utf8')));
  const isWhole = seal.success && seal.data.version === manifest.version && seal.data.asarSha256 === manifest.asarSha256;
  if (!isWhole) throw new SlotFault('update.bad-content', 'what is inside is not what the manifest says');
  if (branchFile !== undefined)
    for (const name of ['branch.json', 'branch-seal.json'])
      writeFileSync(join(resources, name), readFileSync(join(dirname(branchFile), name)));
  remove(target);
  renameSync(fresh, target);
  flush(dirname(target));
}

/** Electron shows an app archive as a folder, which then can't be removed as one. */
function remove(path: string): void {
  const before: unknown = Reflect.get(process, 'noAsar');
  Reflect.set(process, 'noAsar', true);
  try {
    rmSync(path, { recursive: true, force: true });
  } finally {
    Reflect.set(process, 'noAsar', before);
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
