import { randomBytes } from 'node:crypto';
import { revocationSchema, type Farewell, type Revocation } from '@fastops/shared/sync/farewell';
import type { BranchCore } from '../core.ts';
import { LAN_SECRETS } from '../lan/lan-keys.ts';
import { exportUnsynced, noteExported, piecesOfRun, unsyncedRuns, type UnsyncedRun } from '../modules/sync/export.service.ts';
import { beginFarewell, readFarewell, saveFarewell } from '../modules/sync/farewell.service.ts';
import type { ExportPort } from '../modules/sync/sync.port.ts';
import { custody } from '../modules/sync/sync.service.ts';
import type { SecretPort } from '../ports.ts';
import { isUnproven } from './cloud-client.ts';
import { keyedIdentity, OWN_SECRETS, type KeyedIdentity } from './enrolment.ts';
import type { FarewellClient } from './farewell-client.ts';
import { publicHalf, verifiedPayload } from './seal.ts';

/** Whoever took the till may let it wait for ever: after this its keys go, and what wasn't handed in is in the file. */
const LONGEST_LEAVE_MS = 5 * 60_000;

/** How a till takes its leave. */
export type Farewells = {
  /** After the cloud refused this till: whether it was put away, in the cloud's own words. If so it has left when this is answered. */
  heard(error: unknown): Promise<boolean>;
  /** Before anything else at a start: goes on where a leave was cut off. */
  resume(): void;
};

type Parts = {
  readonly core: BranchCore;
  readonly secrets: SecretPort;
  readonly exports: ExportPort;
  readonly client: (identity: KeyedIdentity) => FarewellClient;
  /** Everything that this process still remembers goes with it. */
  readonly restart: () => void;
  readonly log: (message: string, facts: object) => void;
};

export function createFarewells(parts: Parts): Farewells {
  const { core, secrets, log } = parts;
  return {
    heard: async (error) => {
      const identity = keyedIdentity(core, secrets);
      if (!identity || !isUnproven(error)) return false;
      const word = await askedWord(parts, identity);
      if (!word) return false;
      log('this till was put away', { endedAt: word.endedAt });
      const { count, value } = custody(core.db, identity.companyId);
      const farewell = { endedAt: word.endedAt, heardAt: core.machine.now(), count, value, sent: 0, path: null, isOver: false };
      core.transaction((db) => beginFarewell(db, identity.companyId, farewell), []);
      core.setEnrolment(undefined);
      core.announce(['identity', 'sync']);
      await leave(parts, identity, farewell);
      return true;
    },
    resume: () => {
      const farewell = readFarewell(core.db);
      const identity = keyedIdentity(core, secrets);
      if (farewell?.isOver) forgetKeys(secrets);
      else if (farewell && identity) void leave(parts, identity, farewell);
    },
  };
}

/** The cloud's word, if its key signed it and it is about this key and this question; anything else is no reason to forget anything. */
async function askedWord({ client, log }: Parts, identity: KeyedIdentity): Promise<Revocation | undefined> {
  const asked = randomBytes(32).toString('base64url');
  try {
    const word = revocationSchema.parse(verifiedPayload(await client(identity).ask(asked), identity.cloudKey));
    const isOurs = word.terminalId === identity.terminalId && word.companyId === identity.companyId;
    return isOurs && word.asked === asked && word.publicKey === publicHalf(identity.privateKey) ? word : undefined;
  } catch (error) {
    log('nobody says that this till was put away', { message: String(error) });
    return undefined;
  }
}

/** What only this till has goes to a proved file and to the cloud, as far as either takes it; then its keys go. The log itself stays. */
async function leave(parts: Parts, identity: KeyedIdentity, farewell: Farewell): Promise<void> {
  const { core, secrets, exports, restart, log } = parts;
  const { companyId } = identity;
  const runs = unsyncedRuns(core.db, companyId);
  const written = runs.length > 0 ? exportUnsynced(core.db, identity, { port: exports, at: farewell.heardAt }) : undefined;
  if (written?.ok) core.transaction((db) => noteExported(db, companyId, written.value), []);
  const sent = await handIn(parts, identity, runs);
  const path = written?.ok ? written.value.path : null;
  core.transaction((db) => saveFarewell(db, { ...farewell, sent, path, isOver: true }), []);
  forgetKeys(secrets);
  log('its keys are gone', { sent, of: farewell.count, path });
  core.announce(['identity', 'sync']);
  restart();
}

async function handIn(parts: Parts, identity: KeyedIdentity, runs: readonly UnsyncedRun[]): Promise<number> {
  const client = parts.client(identity);
  const giveUpAt = performance.now() + LONGEST_LEAVE_MS;
  let sent = 0;
  try {
    for (const run of runs) sent += await handInRun({ core: parts.core, client, companyId: identity.companyId, giveUpAt }, run);
  } catch (error) {
    parts.log('not everything was handed in', { sent, message: String(error) });
  }
  return sent;
}

type Handing = { readonly core: BranchCore; readonly client: FarewellClient; readonly companyId: string; readonly giveUpAt: number };

/** A cloud that has less than it once acknowledged was put back: it is given the run from there. */
async function handInRun(handing: Handing, run: UnsyncedRun): Promise<number> {
  const { core, client, companyId, giveUpAt } = handing;
  const { streamId, series, afterSeq } = run;
  let sent = 0;
  for (const events of piecesOfRun(core.db, companyId, run)) {
    if (performance.now() > giveUpAt) throw new Error('it took too long');
    const [first] = events;
    if (!first) return sent;
    const reply = await client.surrender({ streamId, series, firstSeq: first.seq, prevHash: first.prevHash, events });
    if (reply.outcome === 'rewind' && reply.ackSeq < afterSeq) return sent + (await handInRun(handing, { ...run, afterSeq: reply.ackSeq }));
    if (reply.outcome !== 'kept') throw new Error(`the cloud did not take ${streamId} from ${first.seq}: ${reply.outcome}`);
    sent += events.length;
  }
  return sent;
}

function forgetKeys(secrets: SecretPort): void {
  secrets.forget([...OWN_SECRETS, ...LAN_SECRETS]);
}
