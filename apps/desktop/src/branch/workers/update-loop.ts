import { join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { done, refuse } from '@fastops/shared/base/result';
import { DEFAULT_WINDOW, mayInstall, type UpdateWindow } from '@fastops/shared/releases/install-time';
import { compareVersions, signedManifestSchema, signedText, versionSchema, type Manifest } from '@fastops/shared/releases/manifest';
import type { ReleaseFeed } from '../adapters/release-feed.ts';
import { isSignedText } from '../adapters/seal.ts';
import { SlotFault, type VersionSlots } from '../adapters/version-slots.ts';
import type { BranchCore } from '../core.ts';
import { writeWhole } from '../db/durable-file.ts';
import { UPDATE_RESULTS, type UpdatePort, type UpdateResult, type UpdateStatus } from '../modules/updates/updates.port.ts';
import { momentOf } from '../modules/updates/updates.service.ts';

const CHECK_EVERY_MS = 4 * 3_600_000;
const FIRST_CHECK_MS = 30_000;
const LOOK_AT_CLOCK_MS = 60_000;

export type UpdateParts = {
  readonly core: BranchCore;
  readonly dataDir: string;
  readonly version: string;
  readonly channel: string;
  readonly releaseKey: string;
  readonly feed: ReleaseFeed;
  readonly slots: VersionSlots;
  /** The version that was taken back at this start. */
  readonly wentBackFrom: string | undefined;
  /** Ends this process in good order, for another version to start. */
  readonly relaunch: () => void;
  readonly log: (message: string, facts: object) => void;
};

const notesSchema = z.object({
  lastCheckAt: z.number().nullable(),
  result: z.object({ code: z.enum(UPDATE_RESULTS), version: versionSchema.nullable(), at: z.number() }).nullable(),
  ranVersion: versionSchema.nullable(),
});
type Notes = z.infer<typeof notesSchema>;

/** Looks for releases in the background, brings one whole, and puts it in when nobody is disturbed. */
export function startUpdates(parts: UpdateParts): UpdatePort & { stop(): void } {
  const { core, slots, version } = parts;
  let notes = welcomed(parts, readNotes(parts.dataDir));
  let window: UpdateWindow = DEFAULT_WINDOW;
  let busy: Promise<void> | undefined;
  const keep = (next: Partial<Notes>) => {
    notes = { ...notes, ...next };
    writeWhole(notesFile(parts.dataDir), notes);
    core.announce(['updates']);
  };
  keep({});
  tidied(parts);
  const ready = () => {
    const { result } = notes;
    return result?.code === 'update.ready' && result.version !== null && slots.has(result.version) ? result.version : null;
  };
  const status = (): UpdateStatus => {
    const waiting = ready() === null ? undefined : mayInstall(momentOf(core), window, false);
    const { lastCheckAt, result } = notes;
    const waitsFor = waiting && !waiting.ok ? waiting.refusal.code : null;
    return { version, isPossible: true, lastCheckAt, result, ready: ready(), isDownloading: busy !== undefined, window, waitsFor };
  };
  const look = async () => {
    const at = core.machine.now();
    const found = await lookOnce(parts, notes, (offered) => (window = offered));
    keep({ lastCheckAt: at, result: { ...found, at } });
  };
  const check = async () => {
    busy ??= look().finally(() => (busy = undefined));
    core.announce(['updates']);
    await busy;
    core.announce(['updates']);
    return status();
  };
  const install = (asked: boolean) => {
    const next = ready();
    if (next === null) return refuse({ code: 'update.nothing-ready' } as const);
    const answer = mayInstall(momentOf(core), window, asked);
    if (!answer.ok) return answer;
    slots.choose(next);
    parts.log('another version is put in', { from: version, to: next });
    // The answer reaches the screen before the line breaks.
    setTimeout(parts.relaunch, 200);
    return done(null);
  };
  const inBackground = () => void check().catch((error: unknown) => parts.log('looking for a release failed', { error: String(error) }));
  const timers = [
    setTimeout(inBackground, FIRST_CHECK_MS),
    setInterval(inBackground, CHECK_EVERY_MS),
    setInterval(() => void install(false), LOOK_AT_CLOCK_MS),
  ];
  for (const timer of timers) timer.unref();
  return { status, check, install: () => install(true), stop: () => timers.forEach((timer) => clearTimeout(timer)) };
}

/** Old versions that can't be removed cost room, never the start. */
function tidied({ slots, log }: UpdateParts): void {
  try {
    slots.tidy();
  } catch (error) {
    log('an old version is still there', { error: String(error) });
  }
}

/** What is offered, brought whole; or why not. */
async function lookOnce(
  parts: UpdateParts,
  notes: Notes,
  hearWindow: (window: UpdateWindow) => void,
): Promise<{ code: UpdateResult; version: string | null }> {
  const { feed, version, channel, slots } = parts;
  try {
    const { signed, window } = await feed.offer({ version, platform: PLATFORM, channel, result: notes.result });
    hearWindow(window);
    if (signed === undefined || signed === null) return { code: 'update.current', version: null };
    const judged = judge(parts, signed);
    if ('code' in judged) return judged;
    if (!slots.has(judged.version)) await slots.bring(judged, feed);
    return { code: 'update.ready', version: judged.version };
  } catch (error) {
    parts.log('no release was brought', { error: String(error) });
    return { code: error instanceof SlotFault ? error.code : 'update.unreachable', version: null };
  }
}

const PLATFORM = `${process.platform}-${process.arch}`;

/** Signature first: nothing else in a manifest is worth reading without it. */
function judge(
  { releaseKey, version, channel, slots }: UpdateParts,
  offered: unknown,
): Manifest | { code: UpdateResult; version: string | null } {
  const read = signedManifestSchema.safeParse(offered);
  if (!read.success) return { code: 'update.bad-signature', version: null };
  const { manifest, signature } = read.data;
  if (!isSignedText(signedText(manifest), signature, releaseKey)) return { code: 'update.bad-signature', version: null };
  if (manifest.platform !== PLATFORM || manifest.channel !== channel) return { code: 'update.other-system', version: manifest.version };
  const order = compareVersions(manifest.version, version);
  if (order === 0) return { code: 'update.current', version };
  if (order < 0) return { code: 'update.downgrade', version: manifest.version };
  return slots.state().bad.includes(manifest.version) ? { code: 'update.failed-here', version: manifest.version } : manifest;
}

/** What the first start of a version has to say: it was put in, or the one after it was taken back. */
function welcomed({ core, version, wentBackFrom }: UpdateParts, notes: Notes): Notes {
  const at = core.machine.now();
  if (wentBackFrom !== undefined) return { ...notes, ranVersion: version, result: { code: 'update.went-back', version: wentBackFrom, at } };
  if (notes.ranVersion === null || notes.ranVersion === version) return { ...notes, ranVersion: version };
  return { ...notes, ranVersion: version, result: { code: 'update.installed', version, at } };
}

function readNotes(dataDir: string): Notes {
  const none: Notes = { lastCheckAt: null, result: null, ranVersion: null };
  const file = notesFile(dataDir);
  return existsSync(file) ? (notesSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? none) : none;
}

function notesFile(dataDir: string): string {
  return join(dataDir, 'updates.json');
}

/** Where nothing would start another version. */
export function noUpdates(version: string): UpdatePort & { stop(): void } {
  const status = (): UpdateStatus => ({
    version,
    isPossible: false,
    lastCheckAt: null,
    result: null,
    ready: null,
    isDownloading: false,
    window: DEFAULT_WINDOW,
    waitsFor: null,
  });
  return { status, check: async () => status(), install: () => refuse({ code: 'update.nothing-ready' }), stop: () => {} };
}
