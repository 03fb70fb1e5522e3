import type { openLine, LanLine } from '@fastops/desktop/branch/lan/lan-line';
import { noticeLaterHub } from '@fastops/desktop/branch/lan/lan-duty';
import { lanOf, selfOf } from '@fastops/desktop/branch/modules/lan/lan.service';
import { lanRouters } from '@fastops/desktop/branch/rpc/lan-routers';
import { createCaller, type CallContext } from '@fastops/desktop/branch/rpc/procedures';
import type { PullReply, PushInput } from '@fastops/shared/sync/protocol';
import { PowerCut } from './disk.ts';
import { keyOf } from './lan-key.ts';
import { LineFault, type Request, type Sender } from './network.ts';
import type { Till } from './till.ts';
import type { World } from './world.ts';

const callerOf = createCaller(lanRouters.till);
/** What a caller proved, and the start of the hub that it proved it to: no line outlives its hub's process. */
type Proven = { readonly certificate: string; readonly life: number };

/**
 * The shop's cables in place of TLS and sockets: both sides' keys are what they say, and everything behind the door is the product's.
 */
export function linesOf(world: World, till: Till, isAlive: () => boolean): typeof openLine {
  return async (at, me, pinned) => {
    const hub = world.tills.find(({ address, actor }) => address === at.address && actor.branchId === till.actor.branchId);
    const from: Sender = { name: till.name, wires: [`lan ${till.name}`, `lan ${hub?.name}`], isAlive };
    const ask = <I, O>(request: Omit<Request<I, O>, 'isLocal'>) => world.net.carry(from, { ...request, isLocal: true });
    const life = hub?.life() ?? 0;
    const { certificate } = await ask({
      name: `knocks at ${hub?.name ?? 'no door'}`,
      input: null,
      deliver: async () => ({ certificate: keyOf(openDoorOf(hub, { certificate: me.certificate, life })).certificate }),
      parse: (answer) => Object(answer) as { certificate: string },
    });
    if (pinned && !pinned.includes(certificate)) throw new LineFault('nobody we know answers');
    const mutation = (path: string, input: unknown) =>
      ask<unknown, unknown>({
        name: `${path} at ${hub?.name}`,
        input,
        deliver: async (arrived) =>
          answered(openDoorOf(hub, { certificate: me.certificate, life }), { certificate: me.certificate, path }, arrived),
        parse: (answer) => answer,
        ...(path === 'peer.push' && { part: cutPush }),
        ...(path === 'peer.pull' && { shorter: shorterPage }),
      });
    return { client: { mutation } as unknown as LanLine['client'], certificate, closed: new Promise(() => {}), close: () => {} };
  };
}

/** The hub behind a door that stands open to this key. */
function openDoorOf(hub: Till | undefined, { certificate, life }: Proven): Till {
  if (!hub?.isOn() || hub.life() !== life) throw new LineFault('nobody is there');
  noticeLaterHub(hub.core(), hub.actor);
  if (!selfOf(hub.core().db, hub.actor).isHub) throw new LineFault('the door is shut');
  if (peerOf(hub, certificate)?.kind !== 'till') throw new LineFault('the hub does not know this key');
  return hub;
}

function peerOf(hub: Till, certificate: string) {
  return lanOf(hub.core().db, hub.actor).peers.find((peer) => peer.certificate === certificate);
}

async function answered(hub: Till, { certificate, path }: { certificate: string; path: string }, input: unknown): Promise<unknown> {
  const lan = { certificate, address: '', peer: () => peerOf(hub, certificate) };
  // What the door's procedures reach for, and nothing else is there.
  const caller = callerOf({ core: hub.core(), connection: { actor: undefined, lan } } as unknown as CallContext);
  const procedure: unknown = Reflect.get(caller.peer, path.replace('peer.', ''));
  if (typeof procedure !== 'function') throw new Error(`no procedure ${path}`);
  try {
    return (await Reflect.apply(procedure, undefined, [input])) as unknown;
  } catch (error) {
    if (!(error instanceof Error && error.cause instanceof PowerCut)) throw error;
    hub.restart();
    throw new LineFault('the hub lost its power');
  }
}

function cutPush(input: unknown, luck: { below(sides: number): number }): unknown {
  const push = input as PushInput;
  return { ...push, events: push.events.slice(0, 1 + luck.below(push.events.length)) };
}

function shorterPage(answer: unknown, luck: { below(sides: number): number }): unknown {
  const page = answer as PullReply;
  return { ...page, entries: page.entries.slice(0, 1 + luck.below(page.entries.length + 1)) };
}
