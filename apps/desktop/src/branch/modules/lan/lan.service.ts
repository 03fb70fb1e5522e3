import { done, refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import { businessDayAt } from '@fastops/shared/base/time';
import type { LanHub, LanPeer, LanScreen } from '@fastops/shared/lan/lan.events';
import { foldLan, outranks, type Lan } from '@fastops/shared/lan/lan.fold';
import type { Terminal, WriteContext } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { factsOf, hasFact } from '../../db/event-log.ts';
import { readSelf, saveSelf, type LanSelf } from './lan.store.ts';

export type { LanSelf } from './lan.store.ts';

/** Where a door stands: what a peer has to know besides the key. */
export type LanPlace = Pick<LanPeer, 'certificate' | 'addresses' | 'port'>;

/** Whether a screen was ever paired here: cheap enough to be asked at every order. */
export function hasPairedScreen(db: Reader, { companyId, branchId }: Terminal): boolean {
  return hasFact(db, { companyId, entityId: branchId, type: 'lan.screen-paired' });
}

/** The branch's local network, as this file knows it. */
export function lanOf(db: Reader, { companyId, branchId }: Terminal): Lan {
  return foldLan(factsOf(db, companyId, branchId));
}

export function selfOf(db: Reader, { companyId }: Terminal): LanSelf {
  return readSelf(db, companyId);
}

/**
 * Takes the hub's role, also from a hub that is gone: one term more than anybody here has heard of.
 * The old one is fenced by the term as soon as it meets anyone who knows.
 */
export function takeHubRole(ctx: WriteContext, place: LanPlace): Result<LanHub> {
  const self = readSelf(ctx.db, ctx.companyId);
  const term = Math.max(lanOf(ctx.db, ctx).term, self.term, self.heardHub?.term ?? 0) + 1;
  const hub = { ...place, peerId: ctx.terminalId, kind: 'till', name: ctx.terminalName, term } as const;
  ctx.append({ type: 'lan.hub-opened', entityId: ctx.branchId, businessDay: today(ctx), body: hub });
  saveSelf(ctx.db, ctx.companyId, { isHub: true, term, epoch: ctx.newId(), heardHub: undefined, fencedAt: null });
  ctx.touch('lan');
  return done(hub);
}

/** Gives the role up: the door closes, and nobody looks for this hub any more. */
export function leaveHubRole(ctx: WriteContext): Result<null, Refusal<'lan.not-hub'>> {
  const self = readSelf(ctx.db, ctx.companyId);
  if (!self.isHub) return refuse({ code: 'lan.not-hub' });
  ctx.append({ type: 'lan.hub-closed', entityId: ctx.branchId, businessDay: today(ctx), body: { term: self.term } });
  saveSelf(ctx.db, ctx.companyId, { ...self, isHub: false });
  ctx.touch('lan');
  return done(null);
}

/** Pins a peer's key for the whole branch, in place of an older one of the same peer. */
export function pairPeer(ctx: WriteContext, peer: LanPeer): Result<LanPeer> {
  ctx.append({ type: 'lan.peer-paired', entityId: ctx.branchId, businessDay: today(ctx), body: peer });
  ctx.touch('lan');
  return done(peer);
}

/** Lets a browser show the kitchen, on every till of the branch that is or becomes the hub. */
export function pairScreen(ctx: WriteContext, screen: LanScreen): Result<LanScreen> {
  ctx.append({ type: 'lan.screen-paired', entityId: ctx.branchId, businessDay: today(ctx), body: screen });
  ctx.touch('lan');
  return done(screen);
}

/** Takes a peer's key back, on every till of the branch. */
export function unpairPeer(ctx: WriteContext, { peerId }: { peerId: string }): Result<null, Refusal<'lan.no-such-peer'>> {
  const { peers, screens } = lanOf(ctx.db, ctx);
  const screen = screens.find(({ screenId }) => screenId === peerId);
  if (screen) {
    const { screenId, keyHash } = screen;
    ctx.append({ type: 'lan.screen-unpaired', entityId: ctx.branchId, businessDay: today(ctx), body: { screenId, keyHash } });
    ctx.touch('lan');
    return done(null);
  }
  const peer = peers.find((each) => each.peerId === peerId);
  if (!peer) return refuse({ code: 'lan.no-such-peer' });
  const { certificate } = peer;
  ctx.append({ type: 'lan.peer-unpaired', entityId: ctx.branchId, businessDay: today(ctx), body: { peerId, certificate } });
  ctx.touch('lan');
  return done(null);
}

/**
 * Hears of a hub, from the log or from a peer. A hub of a lower term is fenced: it closes its door and says so.
 * Answers whether anything changed.
 */
export function hearOfHub(db: Writer, terminal: Terminal, heard: { hub: LanHub; now: number }): boolean {
  const self = readSelf(db, terminal.companyId);
  const { hub } = heard;
  if (hub.peerId === terminal.terminalId) return false;
  if (self.isHub && !outranks(hub, { term: self.term, peerId: terminal.terminalId })) return false;
  if (!self.isHub && self.heardHub && !outranks(hub, self.heardHub)) return false;
  saveSelf(db, terminal.companyId, {
    ...self,
    isHub: false,
    heardHub: hub,
    fencedAt: self.isHub ? heard.now : self.fencedAt,
  });
  return true;
}

/** Somebody read that this till is no longer the hub. */
export function noteFenceRead(ctx: WriteContext): Result<null> {
  saveSelf(ctx.db, ctx.companyId, { ...readSelf(ctx.db, ctx.companyId), fencedAt: null });
  ctx.touch('lan');
  return done(null);
}

/** The hub to look for: the highest of what the log says and what a peer said. */
export function knownHub(db: Reader, terminal: Terminal): LanHub | undefined {
  const { hub, term } = lanOf(db, terminal);
  const { heardHub } = selfOf(db, terminal);
  const isNews = heardHub && (heardHub.term > term || (hub && outranks(heardHub, hub)));
  return isNews ? heardHub : hub;
}

function today(ctx: WriteContext): string {
  return businessDayAt(ctx.now, ctx.branch.utcOffsetHours, ctx.branch.dayStartHour);
}
