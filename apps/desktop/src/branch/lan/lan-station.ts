import { z } from 'zod';
import { refuse, type Result } from '@fastops/shared/base/result';
import type { LanHub } from '@fastops/shared/lan/lan.events';
import { grantText } from '../adapters/enrolment.ts';
import { highestRev, sha256 } from '../db/event-log.ts';
import { isSharedOrder } from '../modules/orders/shared-order.service.ts';
import { hearOfHub, lanOf, selfOf } from '../modules/lan/lan.service.ts';
import type { JoinRefusal, LanPort } from '../modules/lan/lan.port.ts';
import { startBeacon, type Beacon } from './beacon.ts';
import { fingerprintOf, newLanCredential, type LanCredential } from './certificate.ts';
import { lanDesk } from './lan-desk.ts';
import { lanDuty, type DutyParts, type LanDuty } from './lan-duty.ts';
import { joinHub, type LanCode } from './lan-join.ts';
import type { LanLine } from './lan-line.ts';
import { keepLanKey, lanKey, ownAddresses, storedLanKey } from './lan-keys.ts';
import { orderClaims, type OrderClaim } from './order-claims.ts';

/** A cashier waits no longer than this for a hub that is silent. */
const CLAIM_TIMEOUT_MS = 1_000;
/** A hub looks this often for another one: two that don't know of each other must not last. */
const LOOK_AROUND_MS = 10_000;

/** This terminal in the shop's network, following what the log says of it. */
export type LanStation = LanPort & { start(): void; stop(): Promise<void> };

export function lanStation(parts: DutyParts): LanStation {
  const { core, host, port } = parts;
  const certificate = () => credentialOf(parts).certificate;
  const desk = lanDesk({ core, secrets: parts.secrets, certificate });
  const beacon = beaconOf(parts, () => duty);
  const duty = lanDuty({ ...parts, around: () => beacon.heard() }, desk);
  let stopListening = () => {};
  return {
    ...desk,
    now: () => {
      const door = duty.door();
      const link = duty.link();
      const kitchen = duty.kitchen();
      return {
        door: door ? { addresses: ownAddresses(host), port: door.port } : null,
        kitchen: kitchen ? { port: kitchen.port } : null,
        doorFault: duty.doorFault(),
        connected: [...(door?.connected() ?? []), ...(kitchen?.connected() ?? [])],
        hub: link?.hub() ?? null,
        lastError: link?.lastError() ?? null,
      };
    },
    around: () => {
      beacon.look();
      return beacon.heard();
    },
    place: () => ({ certificate: certificate(), addresses: ownAddresses(host), port }),
    join: (at) => join(parts, duty, at),
    ...claiming(parts, duty),
    start: () => {
      const stop = core.onChange((topics, events) => {
        if (events.length === 0 || topics.includes('lan')) duty.settle();
      });
      const timer = setInterval(() => void duty.lookAround(), LOOK_AROUND_MS);
      stopListening = () => {
        stop();
        clearInterval(timer);
      };
      duty.settle();
    },
    stop: async () => {
      stopListening();
      beacon.stop();
      await duty.stop();
    },
  };
}

async function join(parts: DutyParts, duty: LanDuty, at: LanCode): Promise<Result<LanHub, JoinRefusal>> {
  const { core, secrets, host, port } = parts;
  const terminal = core.enrolment()?.terminal;
  if (!terminal || selfOf(core.db, terminal).isHub) return refuse({ code: 'pairing.refused' });
  const claims = { name: nameOf(parts), addresses: ownAddresses(host), port };
  // A key of its own for each pairing, kept only once it is pinned: one that failed must not cost the pairing before it.
  const credential = newLanCredential(nameOf(parts));
  const answer = await joinHub(at, { credential, claims, grant: grantText(core, secrets) });
  if (!answer.ok) return answer;
  const { hub } = answer.value;
  duty.letGo();
  keepLanKey(secrets, credential);
  core.transaction((db) => hearOfHub(db, terminal, { hub, now: core.machine.now() }), ['lan']);
  return { ok: true, value: hub };
}

/** Calls this hub out, and hears others; one that is paired already is found again wherever the router has moved it. */
function beaconOf(parts: DutyParts, duty: () => LanDuty): Beacon {
  const { core, secrets } = parts;
  const branch = () => {
    const terminal = core.enrolment()?.terminal;
    return terminal && sha256(`${terminal.companyId}:${terminal.branchId}`).slice(0, 32);
  };
  return startBeacon({
    port: parts.beaconPort,
    host: parts.host,
    clock: () => core.machine.now(),
    branch,
    isInNetwork: () => duty().door() !== undefined || duty().link() !== undefined,
    callout: () => {
      const door = duty().door();
      const [own, key] = [branch(), storedLanKey(secrets)];
      if (!door || !own || !key) return undefined;
      return { fastops: 1, branch: own, name: nameOf(parts), port: door.port, key: fingerprintOf(key.certificate).slice(0, 16) };
    },
    onNews: () => {
      core.announce(['lan']);
      duty().link()?.refresh();
    },
    log: parts.log,
  });
}

/** An order that other tills have too is changed by one of them at a time, as long as the hub answers. */
function claiming({ core }: DutyParts, duty: LanDuty): Pick<LanPort, 'claim' | 'grantClaim'> {
  const claims = orderClaims();
  const take = (claim: OrderClaim) =>
    claims.take(claim, {
      knownRev: highestRev(core.db, core.enrolment()?.terminal.companyId ?? '', claim.orderId),
      now: core.machine.now(),
    });
  return {
    grantClaim: take,
    claim: (orderId) => {
      const terminal = core.enrolment()?.terminal;
      const line = duty.link()?.line();
      if (!terminal || !(line ?? duty.door()) || !isSharedOrder(core.db, terminal, orderId)) return true;
      const claim = { orderId, rev: highestRev(core.db, terminal.companyId, orderId) };
      if (!line) return take({ ...claim, terminalId: terminal.terminalId });
      return askHub(line, claim).then((mine) => {
        if (!mine) duty.link()?.refresh();
        return mine;
      });
    },
  };
}

/** A hub that doesn't answer holds up no sale: then the fold settles what two tills did. */
async function askHub(line: LanLine, claim: Omit<OrderClaim, 'terminalId'>): Promise<boolean> {
  try {
    return z.boolean().parse(await line.client.mutation('peer.claim', claim, { signal: AbortSignal.timeout(CLAIM_TIMEOUT_MS) }));
  } catch {
    return true;
  }
}

function credentialOf(parts: DutyParts): LanCredential {
  const { core, secrets } = parts;
  const terminal = core.enrolment()?.terminal;
  const key = lanKey(secrets, nameOf(parts));
  // Who was unpaired comes back as somebody new.
  return terminal && lanOf(core.db, terminal).takenBack.has(key.certificate) ? keepLanKey(secrets, newLanCredential(nameOf(parts))) : key;
}

function nameOf({ core }: DutyParts): string {
  return core.enrolment()?.grant.terminalName ?? 'FastOps';
}
