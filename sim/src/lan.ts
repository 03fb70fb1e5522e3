import type { LanCredential } from '@fastops/desktop/branch/lan/certificate';
import { exchangeWithHub, type HubSession } from '@fastops/desktop/branch/lan/hub-session';
import { noticeLaterHub } from '@fastops/desktop/branch/lan/lan-duty';
import { addressesOf, findHub, meetHubAt, type SearchParts } from '@fastops/desktop/branch/lan/lan-link';
import { hearOfHub, knownHub, lanOf, pairPeer, selfOf, takeHubRole } from '@fastops/desktop/branch/modules/lan/lan.service';
import { relayOnce } from '@fastops/desktop/branch/workers/relay-loop';
import type { LanPeer } from '@fastops/shared/lan/lan.events';
import { PowerCut } from './disk.ts';
import { linesOf } from './lan-line.ts';
import { keyOf } from './lan-key.ts';
import type { Till } from './till.ts';
import type { World } from './world.ts';

const DOOR_PORT = 47_800;
/** A line lives on from one exchange to the next, until something happens to it. */
const sessions = new WeakMap<Till, { readonly session: HubSession; readonly life: number }>();

/** What a process knows of what it handed on. */
const relayed = new WeakMap<Till, { readonly epoch: string | undefined; readonly life: number }>();

/** A till takes the hub's role, as by its button. */
export function takeRole(till: Till): void {
  if (mayAct(till)) till.act('takes the hub role', (ctx) => takeHubRole(ctx, placeOf(till)));
}

/** Pairs a till with a hub: what the code on the hub's screen comes to. */
export function pairWith(hub: Till, till: Till): void {
  if (!mayAct(hub) || !mayAct(till)) return;
  const peer: LanPeer = { ...placeOf(till), peerId: till.actor.terminalId, kind: 'till', name: till.name.slice(0, 40) };
  const answer = hub.act(`pairs ${till.name}`, (ctx) => pairPeer(ctx, peer));
  if (answer === 'cut' || !answer.ok) return;
  const known = knownHub(hub.core().db, hub.actor);
  const now = till.core().machine.now();
  try {
    if (known) till.core().transaction((db) => hearOfHub(db, till.actor, { hub: known, now }), ['lan']);
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
    till.restart();
  }
}

/** One exchange with whoever is hub; a hub looks around for another one instead. */
export async function meetHub(world: World, till: Till): Promise<void> {
  if (!till.core().enrolment() || !knownHub(till.core().db, till.actor)) return;
  await till.inLane('hub', async (isAlive) => {
    noticeLaterHub(till.core(), till.actor);
    const parts = reachOf(world, till, isAlive);
    if (isHub(till)) return lookAround(parts);
    const kept = sessions.get(till);
    sessions.delete(till);
    const session = kept?.life === till.life() ? kept.session : await findHub(parts);
    if (!session) throw new Error('no hub answers');
    await exchangeWithHub(parts, session);
    sessions.set(till, { session, life: till.life() });
  });
}

/** One door after the other: a task of the list waits for one thing at a time. */
async function lookAround(parts: SearchParts): Promise<void> {
  for (const address of addressesOf(parts)) await meetHubAt(parts, address).catch(() => {});
}

/** Hands on to the cloud what other tills brought. */
export async function handOn(till: Till): Promise<void> {
  const before = relayed.get(till);
  await till.inLane('relay', async (isAlive) => {
    const parts = { core: till.core(), relay: till.client(isAlive).relay, isOnline: () => true, log: () => {} };
    const epoch = await relayOnce(parts, before?.life === till.life() ? before.epoch : undefined);
    relayed.set(till, { epoch, life: till.life() });
  });
}

function mayAct(till: Till): boolean {
  return till.isOn() && till.core().enrolment() !== undefined;
}

export function isHub(till: Till): boolean {
  return selfOf(till.core().db, till.actor).isHub;
}

/** Whether the branch pinned this machine's key. */
export function isPaired(till: Till): boolean {
  const { certificate } = keyOf(till);
  return lanOf(till.core().db, till.actor).peers.some((peer) => peer.certificate === certificate);
}

function placeOf(till: Till) {
  return { certificate: keyOf(till).certificate, addresses: [till.address], port: DOOR_PORT };
}

function reachOf(world: World, till: Till, isAlive: () => boolean): SearchParts {
  const credential: LanCredential = keyOf(till);
  const reach = { around: () => [], credential, open: linesOf(world, till, isAlive) };
  return { core: till.core(), incarnations: till.incarnations(), terminal: till.actor, appVersion: 'sim', ...reach };
}
