import { createHash } from 'node:crypto';
import type { Actor } from '@fastops/desktop/branch/context';
import { newDeviceKey } from '@fastops/desktop/branch/adapters/seal';
import { compilePermissions, PERMISSIONS } from '@fastops/shared/identity/permissions';
import type { Event } from '@fastops/shared/sync/event';
import type { Receipt } from './actions.ts';
import { chance, type Chance } from './chance.ts';
import type { SimCloud } from './cloud.ts';
import { network, type Network } from './network.ts';
import { enrolAtShop, openShop, type Shop } from './shop.ts';
import { sureOf, type Fault } from './promises.ts';
import { createTill, type Till, type TillParts } from './till.ts';
import { timeline, type Timeline } from './timeline.ts';

/** What really happened, kept outside of all tills and of the cloud. */
export type Ledger = {
  /** Every event that was committed on a disk. */
  readonly committed: Map<string, Pick<Event, 'id' | 'type' | 'entityId' | 'terminalId' | 'body'>>;
  /** Those whose last copy was destroyed with a disk or a restored cloud: nobody can ask for them. */
  readonly gone: Set<string>;
  /** Those of which a hub alone has a copy that it took over: it has to bring them. */
  readonly atHub: Set<string>;
  /** Sales that a cashier was told are done. */
  readonly receipts: Receipt[];
};

/** One seed's branch of the universe. */
export type World = {
  readonly seed: string;
  readonly luck: Chance;
  readonly time: Timeline;
  readonly cloud: SimCloud;
  readonly shop: Shop;
  readonly net: Network;
  readonly ledger: Ledger;
  readonly tills: Till[];
  /** What happened, line by line. */
  readonly trace: string[];
  /** Promises that were broken on the way, whatever came after. */
  readonly broken: Fault[];
  note(line: string): void;
  enrol(branchId: string): Promise<Till>;
  /** How many terminals were ever enrolled. */
  enrolled(): number;
  /** Parts of a till that comes from another one's disk. */
  partsFor(name: string): TillParts;
};

/** Noon of 24 November 2026 in Bogotá. */
const START = Date.UTC(2026, 10, 24, 17);

export async function openWorld(cloud: SimCloud, seed: string, size: { tills: number; branches: number }): Promise<World> {
  const luck = chance(seed);
  const time = timeline(START);
  const trace: string[] = [];
  const note = (line: string) => void trace.push(`${((time.now() - START) / 1000).toFixed(3)} ${line}`);
  cloud.begin(time.now, luck.branch('cloud'));
  const shop = await openShop(cloud, size.branches);
  const net = network({ time, luck: luck.branch('lines'), note, breakServerAt: cloud.breakAt });
  const ledger: Ledger = { committed: new Map(), gone: new Set(), atHub: new Set(), receipts: [] };
  const cashier: Actor = { id: shop.cashierId, name: 'Ana', role: 'manager', permissions: compilePermissions(PERMISSIONS) };
  const broken: Fault[] = [];
  const kept = new Set<string>();
  let doors = 0;
  const partsFor = (name: string): TillParts => ({
    name,
    address: `10.0.${(doors += 1) >> 8}.${doors & 255}`,
    time,
    luck: luck.branch(name),
    line: { cloud, network: net, kept },
    cashier,
    note,
    spoke: (till) => void broken.push(...sureOf(till, kept)),
    committed: (till, events) => {
      for (const { id, type, entityId, body } of events) {
        if (!ledger.committed.has(id)) ledger.committed.set(id, { id, type, entityId, body, terminalId: till.actor.terminalId });
      }
    },
  });
  const tills: Till[] = [];
  let enrolments = 0;
  const enrol = async (branchId: string) => {
    const name = `till ${(enrolments += 1)}`;
    const { actor, ...enrolled } = await enrolAtShop(cloud, shop, { branchId, publicKey: newDeviceKey().publicKey, name });
    const till = createTill(partsFor(name), { enrolled, actor });
    tills.push(till);
    note(`${name} is enrolled with series ${enrolled.series}`);
    return till;
  };
  const world = { seed, luck, time, cloud, shop, net, ledger, tills, trace, broken, note, enrol, enrolled: () => enrolments, partsFor };
  for (let index = 0; index < size.tills; index += 1) await enrol(shop.branches[index % size.branches] ?? '');
  return world;
}

/** One line for a whole run: two runs of one seed have the same. */
export function traceHash(world: World): string {
  return createHash('sha256').update(world.trace.join('\n')).digest('hex');
}
