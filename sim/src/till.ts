import type { TerminalActor } from '@fastops/cloud/server/context';
import type { CloudClient } from '@fastops/desktop/branch/adapters/cloud-client';
import type { Actor, WriteContext } from '@fastops/desktop/branch/context';
import type { Incarnations } from '@fastops/desktop/branch/adapters/incarnations';
import type { BranchCore } from '@fastops/desktop/branch/core';
import { saveEnrolment } from '@fastops/desktop/branch/modules/sync/sync.service';
import { everything, syncOnce, type Need } from '@fastops/desktop/branch/workers/sync-loop';
import type { Result } from '@fastops/shared/base/result';
import type { Event } from '@fastops/shared/sync/event';
import type { EnrolReply } from '@fastops/shared/sync/protocol';
import type { Chance } from './chance.ts';
import { clientOver, type Line } from './client.ts';
import { blankImage, PowerCut } from './disk.ts';
import { lanes, type Lane } from './lanes.ts';
import { startOn, syncPartsOf, type Machine, type Running } from './running.ts';
import type { Timeline } from './timeline.ts';

/** What a till is made with. */
export type TillParts = {
  readonly name: string;
  /** Where its door is in the shop's network. */
  readonly address: string;
  readonly time: Timeline;
  readonly luck: Chance;
  readonly line: Line;
  readonly cashier: Actor;
  readonly note: (line: string) => void;
  /** Hears every event that this till committed, once each. */
  readonly committed: (till: Till, events: readonly Event[]) => void;
  /** Looks at the till whenever an exchange is over, however it went. */
  readonly spoke: (till: Till) => void;
};

/** One till: a file, a keychain, a clock, and the product's code running over them. */
export type Till = {
  readonly name: string;
  readonly actor: TerminalActor;
  readonly address: string;
  clockAheadMs: number;
  isOn(): boolean;
  /** Counts its starts. */
  life(): number;
  core(): BranchCore;
  incarnations(): Incarnations;
  image(): Buffer;
  keychain(): Map<string, string>;
  /** What the keychain holds under a name; made now, if it may be. */
  secret(name: string, make: () => string): string;
  readonly luck: Chance;
  /** Runs a command; `cut` when the power went before anybody saw its answer. */
  act<R extends Result<unknown>>(label: string, run: (ctx: WriteContext) => R): R | 'cut';
  /** Begins an exchange with the cloud, unless one is under way. */
  exchange(need?: Need): Promise<void>;
  /** Begins something else that waits for the network, one of each kind at a time. */
  inLane(lane: Lane, task: (isAlive: () => boolean) => Promise<void>): Promise<void>;
  client(isAlive: () => boolean): CloudClient;
  cutPowerAfter(steps: number): void;
  /** Its plug is pulled until it is started again. */
  switchOff(): void;
  /** Stops where it stands and starts again on this file. */
  restart(from?: { image: Buffer; keychain?: Map<string, string> }): void;
  lastError(lane?: Lane): string | undefined;
  /** Tells the ledger what this disk holds of its own: not all that is logged is a command's. */
  recount(): void;
  close(): void;
};

/** As long as the product lets the keychain's mark lag behind the file. */
const MARK_LAG_MS = 5_000;

/** Where a till comes from: an enrolment, or another till's file and keychain. */
export type Origin = { readonly actor: TerminalActor } & (
  | { readonly enrolled: EnrolReply }
  | { readonly image: Buffer; readonly keychain: Map<string, string> }
);

export function createTill(parts: TillParts, origin: Origin): Till {
  const { name, note, address, luck } = parts;
  const { actor } = origin;
  const seen = new Set<string>();
  const tell = (events: readonly Event[]) => {
    const fresh = events.filter((event) => !seen.has(event.id));
    for (const event of fresh) seen.add(event.id);
    if (fresh.length > 0) parts.committed(till, fresh);
  };
  const machine = (): Machine => ({
    name,
    note,
    luck,
    keychain: box.keychain(),
    now: () => Math.max(0, parts.time.now() + till.clockAheadMs),
  });
  const box = computer({ note, name, machine, tell, actor }, 'image' in origin ? new Map(origin.keychain) : new Map<string, string>());
  const client = (isAlive: () => boolean) => clientOver(parts.line, { name, actor, isAlive });
  const over = (lane: Lane) => lane === 'cloud' && parts.spoke(till);
  const busy = lanes({ ...parts, starts: box.life, restart: () => till.restart(), over });
  const inLane: Till['inLane'] = (lane, task) => (box.isOn() ? busy.run(lane, task) : Promise.resolve());
  const till: Till = {
    name,
    actor,
    address,
    luck,
    clockAheadMs: 0,
    inLane,
    client,
    isOn: box.isOn,
    life: box.life,
    core: () => box.running().core,
    incarnations: () => box.running().incarnations,
    image: () => box.running().disk.image(),
    keychain: () => new Map(box.keychain()),
    secret: (secretName, make) => {
      const known = box.keychain().get(secretName) ?? make();
      box.keychain().set(secretName, known);
      return known;
    },
    act: (label, run) => {
      const result = unlessCut(() => till.core().execute(parts.cashier, run));
      note(`${name} ${label}: ${result === 'cut' ? 'power cut' : result.ok ? 'ok' : result.refusal.code}`);
      if (result === 'cut') till.restart();
      else markLater();
      return result;
    },
    exchange: (need = everything()) => inLane('cloud', (isAlive) => syncOnce(syncPartsOf(box.running(), client(isAlive), machine()), need)),
    cutPowerAfter: (steps) => box.running().mains.cutAfter(steps),
    switchOff: box.switchOff,
    restart: box.restart,
    lastError: (lane = 'cloud') => busy.lastError(lane),
    recount: () => tell(ownEvents(till.core(), actor)),
    close: box.close,
  };
  const markLater = () => {
    const mine = box.life();
    parts.time.after(MARK_LAG_MS, () => {
      if (mine === box.life()) box.running().incarnations.note();
    });
  };
  box.start('image' in origin ? origin.image : blankImage());
  if ('enrolled' in origin) {
    till.core().transaction((db) => saveEnrolment(db, 'http://sim', origin.enrolled), []);
    box.running().incarnations.note();
  }
  return till;
}

type BoxParts = Pick<TillParts, 'name' | 'note'> & {
  readonly actor: TerminalActor;
  machine(): Machine;
  tell(events: readonly Event[]): void;
};

/** The machine under a till: what runs on it now, on or off, and how often it was started. */
function computer({ name, note, actor, machine, tell }: BoxParts, firstKeychain: Map<string, string>) {
  const state = { keychain: firstKeychain, starts: 0, isOn: true, running: undefined as Running | undefined };
  const running = () => {
    if (!state.running) throw new Error(`${name} was never started`);
    return state.running;
  };
  const start = (image: Buffer) => {
    state.starts += 1;
    state.isOn = true;
    const started = startOn(image, machine());
    state.running = started;
    // A commit that nobody heard of because the power went is a commit all the same.
    tell(ownEvents(started.core, actor));
    started.core.onChange((_, events) => tell(events));
  };
  return {
    running,
    start,
    life: () => state.starts,
    isOn: () => state.isOn,
    keychain: () => state.keychain,
    switchOff: () => {
      note(`${name} is switched off`);
      state.starts += 1;
      state.isOn = false;
    },
    restart: (from?: { image: Buffer; keychain?: Map<string, string> }) => {
      // The file that goes may hold facts that no command logged (a clock that was set), and the cloud may have them.
      if (from) unlessCut(() => tell(ownEvents(running().core, actor)));
      const image = from?.image ?? running().disk.image();
      running().disk.close();
      if (from?.keychain) state.keychain = new Map(from.keychain);
      note(`${name} starts again`);
      start(image);
    },
    close: () => {
      state.starts += 1;
      running().disk.close();
    },
  };
}

function unlessCut<T>(run: () => T): T | 'cut' {
  try {
    return run();
  } catch (error) {
    if (error instanceof PowerCut) return 'cut';
    throw error;
  }
}

/** What this terminal has on its disk as its own, by id. */
export function ownEvents(core: BranchCore, { companyId, terminalId }: TerminalActor): Event[] {
  return core.db
    .all<{ event: string }>(
      `SELECT json_object('id', id, 'streamId', stream_id, 'seq', seq, 'type', type, 'entityId', entity_id, 'rev', rev, 'at', at, 'body', json(body)) AS event
       FROM events WHERE company_id = ? AND terminal_id = ? ORDER BY stream_id, seq`,
      companyId,
      terminalId,
    )
    .map(({ event }) => JSON.parse(event) as Event);
}
