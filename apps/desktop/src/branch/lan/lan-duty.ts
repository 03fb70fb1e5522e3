import { outranks } from '@fastops/shared/lan/lan.fold';
import type { Incarnations } from '../adapters/incarnations.ts';
import type { Terminal } from '../context.ts';
import type { BranchCore } from '../core.ts';
import { hearOfHub, lanOf, selfOf } from '../modules/lan/lan.service.ts';
import type { SecretPort } from '../ports.ts';
import type { Services } from '../rpc/procedures.ts';
import type { LanCredential } from './certificate.ts';
import type { LanPeer } from '@fastops/shared/lan/lan.events';
import { openKitchenDoor, type KitchenDoor, type KitchenPlace } from './kitchen-door.ts';
import type { LanDesk } from './lan-desk.ts';
import { openLanDoor, type LanDoor } from './lan-door.ts';
import { storedLanKey } from './lan-keys.ts';
import type { LanAddress } from './lan-line.ts';
import { meetHubs, startLanLink, type LanLink } from './lan-link.ts';

export type DutyParts = {
  readonly core: BranchCore;
  readonly secrets: SecretPort;
  readonly incarnations: Pick<Incarnations, 'begin'>;
  readonly services: () => Services;
  /** Where the door listens: every address of the machine in a shop, loopback in tests. */
  readonly host: string;
  readonly port: number;
  /** Where hubs call out; 0 for neither calling nor listening. */
  readonly beaconPort: number;
  /** Where browsers find the kitchen; 0 for any free port. */
  readonly kitchenPort: number;
  readonly appVersion: string;
  readonly random: () => number;
  readonly log: (message: string, facts: object) => void;
};

/** Hubs that call out in the network: places to look at besides those in the log. */
export type Hearing = { readonly around: () => readonly LanAddress[] };

type Enrolled = { readonly terminal: Terminal; readonly credential: LanCredential };

/** What this terminal does in the network right now: the door while it is hub, the line to the hub while it isn't. */
export type LanDuty = {
  door(): LanDoor | undefined;
  kitchen(): KitchenDoor | undefined;
  doorFault(): string | null;
  link(): LanLink | undefined;
  /** Brings both in step with the role; one at a time, in the order of the news. */
  settle(): void;
  /** Meets whoever else thinks it is hub. */
  lookAround(): Promise<void>;
  /** Lets go of the line, for another hub. */
  letGo(): void;
  stop(): Promise<void>;
};

export function lanDuty(parts: DutyParts & Hearing, desk: LanDesk): LanDuty {
  const { core } = parts;
  const state = {
    door: undefined as LanDoor | undefined,
    kitchen: undefined as KitchenDoor | undefined,
    fault: null as string | null,
    link: undefined as LanLink | undefined,
  };
  const life = { stopped: false, lookedAround: false, work: Promise.resolve() };
  const letGo = () => {
    state.link?.stop();
    state.link = undefined;
  };
  const lookAround = async () => {
    const me = enrolledIn(parts);
    if (me && selfOf(core.db, me.terminal).isHub) await meetHubs({ ...parts, ...me });
  };
  const closeDoor = async () => {
    const { door, kitchen } = state;
    Object.assign(state, { door: undefined, kitchen: undefined });
    await Promise.all([door?.close(), kitchen?.close()]);
    if (door) core.announce(['lan']);
  };
  const openDoors = async (me: Enrolled) => {
    Object.assign(state, await doorOr(parts, me, desk.isPairing));
    state.kitchen = state.door && (await kitchenOr(parts, me, desk));
  };
  const follow = async () => {
    const me = enrolledIn(parts);
    if (life.stopped || !me) return;
    noticeLaterHub(core, me.terminal);
    // After a restart somebody else may be hub by now: ask before the door opens, so that no screen is answered by two.
    if (selfOf(core.db, me.terminal).isHub && !state.door && !life.lookedAround) await lookAround();
    life.lookedAround = true;
    const { isHub } = selfOf(core.db, me.terminal);
    if (life.stopped) return;
    if (!isHub) {
      await closeDoor();
      state.link ??= startLanLink({ ...parts, ...me });
    } else if (!state.door) {
      letGo();
      await openDoors(me);
      // Whoever was hub before hears of it now, if it lives; nobody waits for it.
      void lookAround();
      core.announce(['lan']);
    }
    state.door?.recheck();
    state.kitchen?.recheck();
  };
  return {
    door: () => state.door,
    kitchen: () => state.kitchen,
    doorFault: () => state.fault,
    link: () => state.link,
    settle: () => {
      life.work = life.work.then(follow).catch((error: unknown) => parts.log('the local network stumbled', { error: String(error) }));
    },
    lookAround,
    letGo,
    stop: async () => {
      life.stopped = true;
      letGo();
      await life.work;
      await Promise.all([state.door?.close(), state.kitchen?.close()]);
    },
  };
}

/** Before enrolment, and before this till ever had to do with a local network, there is nothing to do. */
function enrolledIn({ core, secrets }: DutyParts): Enrolled | undefined {
  const terminal = core.enrolment()?.terminal;
  const credential = storedLanKey(secrets);
  return terminal && credential && { terminal, credential };
}

async function doorOr(parts: DutyParts, { terminal, credential }: Enrolled, isPairing: () => boolean) {
  const { core, services, host, port } = parts;
  const peerOf = (certificate: string) => lanOf(core.db, terminal).peers.find((peer) => peer.certificate === certificate);
  try {
    const onPeers = () => core.announce(['lan']);
    return { door: await openLanDoor({ services, credential, peerOf, isPairing, onPeers }, { host, port }), fault: null };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    parts.log('the LAN door could not be opened', { fault });
    return { door: undefined, fault };
  }
}

/** The kitchen's door for browsers; without it, or without its pages, tills and paired screens still work. */
async function kitchenOr(parts: DutyParts, { terminal, credential }: Enrolled, desk: LanDesk): Promise<KitchenDoor | undefined> {
  const { core, services, host, kitchenPort } = parts;
  const screenOf = (keyHash: string) => lanOf(core.db, terminal).screens.find((screen) => screen.keyHash === keyHash);
  const { admitScreen } = desk;
  try {
    const onScreens = () => core.announce(['lan']);
    const places = () => kitchenPlaces(lanOf(core.db, terminal).peers, { selfId: terminal.terminalId, port: kitchenPort });
    return await openKitchenDoor({ services, credential, screenOf, admitScreen, places, onScreens }, { host, port: kitchenPort });
  } catch (error) {
    parts.log("the kitchen's door could not be opened", { fault: String(error) });
    return undefined;
  }
}

/** All tills of a shop open the kitchen at the same port. */
function kitchenPlaces(peers: readonly LanPeer[], { selfId, port }: { selfId: string; port: number }): KitchenPlace[] {
  const others = peers.filter(({ kind, peerId }) => kind === 'till' && peerId !== selfId);
  return others.flatMap(({ name, addresses }) => addresses.map((address) => ({ name, url: `https://${address}:${port}` })));
}

/** A later hub in the log fences this one, whichever way the fact came. */
export function noticeLaterHub(core: BranchCore, terminal: Terminal): void {
  const { hub } = lanOf(core.db, terminal);
  const self = selfOf(core.db, terminal);
  if (!self.isHub || !hub || !outranks(hub, { term: self.term, peerId: terminal.terminalId })) return;
  core.transaction((db) => hearOfHub(db, terminal, { hub, now: core.machine.now() }), ['lan']);
}
