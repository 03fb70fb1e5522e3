// D2: the real till's writes, cut off at random moments, and the till opened on what the disk would have kept.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sayFigure } from '@fastops/shared/testing/soak';
import { anOrder, onShift, openTill } from '../../../testing/branch-fixture.ts';
import { readMigrations } from '../../migrate.ts';
import { DatabaseRefusal, openDatabase } from '../../open.ts';
import { addBroken, brokenIn, UNBROKEN, type Broken, type Told } from '../file-oracles.ts';
import { heard } from '../kills.ts';
import { createDisk, FATES, type Chance } from './disk-model.ts';
import { traced, type DiskOp } from './disk-trace.ts';

const VICTIM = fileURLToPath(new URL('../../../testing/power-cut-victim.ts', import.meta.url));
/** Enough that the log is written back into the file in between, and not only when the till closes. */
const ORDERS = 100;
/** One image in so many also rings up an order, which is slow. */
const SALE_EVERY = 25;

/** What the disk was told by a till from its opening to its close, and what it held before. */
export type Recording = { readonly start: ReadonlyMap<string, Buffer>; readonly ops: readonly DiskOp[]; readonly before: Told };
/** A till's first opening, which makes the file, and a second one, which finds it. */
export type Recorded = { readonly folder: string; readonly first: Recording; readonly again: Recording };
export type Cuts = { readonly broken: Broken; readonly unsellable: number; readonly acknowledged: number };

/** Lets a real till ring up orders twice, the second time with the given durability, and records its disk. */
export async function recordTill(synchronous: 'FULL' | 'NORMAL'): Promise<Recorded> {
  const folder = mkdtempSync(join(tmpdir(), 'power-cut-'));
  const file = join(folder, 'branch.db');
  const record = async (mode: string, before: Told): Promise<Recording> => {
    const start = new Map(existsSync(file) ? [[file, readFileSync(file)]] : []);
    return { start, ops: await traced(VICTIM, [folder, String(ORDERS), mode], file), before };
  };
  const first = await record('FULL', nothingTold());
  const again = await record(synchronous, toldBy(first));
  return { folder, first, again };
}

/** Cuts the power so many times in each recording at hand and opens the till on what is left. */
export async function cutPower(
  { folder }: Recorded,
  recording: Recording,
  { cuts, chance }: { cuts: number; chance: Chance },
): Promise<Cuts> {
  const moments = Array.from({ length: cuts }, () => Math.floor(chance() * recording.ops.length)).sort((a, b) => a - b);
  const disk = createDisk(recording.start, folder);
  const told: Told = { begun: new Map(recording.before.begun), done: [...recording.before.done] };
  let found: Cuts = { broken: UNBROKEN, unsellable: 0, acknowledged: 0 };
  let done = 0;
  for (const [index, op] of recording.ops.entries()) {
    disk.do(op);
    if (op.kind === 'said') heard(op.line, told);
    for (; moments[done] === index; done += 1) {
      const image = disk.cut(FATES[done % FATES.length] ?? 'dropped', chance);
      const broken = await opened({ folder, image, told, sells: done % SALE_EVERY === 0 });
      found = {
        broken: addBroken(found.broken, broken),
        unsellable: found.unsellable + broken.unsellable,
        acknowledged: found.acknowledged + told.done.length,
      };
    }
  }
  return found;
}

/** Prints the figure of D2. */
export function tellCuts(cuts: number, found: Cuts, opening: string): void {
  const also = `${opening}; ${found.acknowledged} acknowledged orders looked for, ${found.broken.corrupt} files corrupt, ${found.broken.half} half orders`;
  sayFigure({ id: 'D2', trials: cuts, of: 'power cuts', bad: found.broken.lost, named: 'acknowledged orders lost', also });
}

/** mulberry32: the same cuts for the same seed. */
export function chanceOf(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Image = {
  readonly folder: string;
  readonly image: ReadonlyMap<string, Buffer>;
  readonly told: Told;
  readonly sells: boolean;
};

async function opened({ folder, image, told, sells }: Image): Promise<Broken & { unsellable: number }> {
  const place = join(folder, 'after');
  mkdirSync(place);
  for (const [file, content] of image) writeFileSync(join(place, basename(file)), content);
  copyFileSync(join(folder, 'till.secrets'), join(place, 'till.secrets'));
  try {
    const broken = inspected(place, told);
    return { ...broken, unsellable: sells && !(await sellsIn(place)) ? 1 : 0 };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function inspected(place: string, told: Told): Broken {
  try {
    const db = openDatabase({ file: join(place, 'branch.db'), migrations: readMigrations(), driver: {}, allowOldSqlite: false });
    const broken = brokenIn(db, told);
    db.close();
    return broken;
  } catch (error) {
    if (error instanceof DatabaseRefusal) return { ...UNBROKEN, corrupt: 1, lost: told.done.length };
    throw error;
  }
}

async function sellsIn(place: string): Promise<boolean> {
  const till = await onShift(openTill(place));
  const answer = await till.call.orders.ringUp(anOrder(till));
  till.close();
  return answer.ok;
}

function toldBy({ ops }: Recording): Told {
  const told = nothingTold();
  for (const op of ops) if (op.kind === 'said') heard(op.line, told);
  return told;
}

function nothingTold(): Told {
  return { begun: new Map(), done: [] };
}
