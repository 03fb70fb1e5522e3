import { hashAt } from '@fastops/desktop/branch/db/event-log';
import { pendingRelaysOf } from '@fastops/desktop/branch/modules/lan/relay.service';
import { CHAIN_START } from '@fastops/shared/sync/chain';
import { look } from './cloud-view.ts';
import { isHub } from './lan.ts';
import { fault, type Fault } from './promises.ts';
import type { Till } from './till.ts';
import type { World } from './world.ts';

/** A branch has one hub: whoever was it before knows that it isn't any more. A copy of a hub's disk is that hub. */
export function oneHubIsLeft({ tills, shop }: World): Promise<Fault[]> {
  const crowded = shop.branches.flatMap((branchId) => {
    const hubs = tills.filter((till) => till.actor.branchId === branchId && isHub(till));
    const terminals = new Set(hubs.map(({ actor }) => actor.terminalId));
    return terminals.size > 1
      ? [
          fault(
            'two hubs of one branch',
            hubs.map(({ name }) => name),
          ),
        ]
      : [];
  });
  return Promise.resolve(crowded);
}

/** What a hub took from others it has handed on: in their logs, or in its own where the cloud doesn't know theirs. */
export async function hubsHandedOn(world: World): Promise<Fault[]> {
  const heads = await headsInCloud(world);
  return world.tills.flatMap((till) => {
    const waiting = pendingRelaysOf(till.core().db, till.actor.companyId).filter(
      // What the cloud has anyway is looked up in the next round: nothing is missing.
      ({ streamId, takenSeq }) => {
        const head = heads.get(streamId);
        return !head || (continues(till, head, streamId) && head.last < takenSeq);
      },
    );
    return waiting.map((stream) => fault(`${till.name} has not handed on`, { stream, lastError: till.lastError('relay') }));
  });
}

/** Ids of events that this till took from others to hand them on. */
export function takenOver(till: Till): string[] {
  return till
    .core()
    .db.all<{ id: string }>(
      `SELECT e.id FROM lan_relay r JOIN events e ON e.company_id = r.company_id AND e.stream_id = r.stream_id AND e.seq <= r.taken_seq
       WHERE e.company_id = ?`,
      till.actor.companyId,
    )
    .map(({ id }) => id);
}

type Head = { readonly last: number; readonly hash: string };

async function headsInCloud(world: World): Promise<Map<string, Head>> {
  const rows = await look<Head & { id: string }>(
    world,
    'SELECT id, last_seq::float8 AS last, last_hash AS hash FROM streams WHERE company_id = $1',
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether the cloud's log of a stream is the beginning of what this till holds of it. */
function continues(till: Till, head: Head, streamId: string): boolean {
  const { companyId } = till.actor;
  return (head.last === 0 ? CHAIN_START : hashAt(till.core().db, { companyId, streamId, seq: head.last })) === head.hash;
}
