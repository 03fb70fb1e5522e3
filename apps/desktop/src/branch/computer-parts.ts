import type { Logger } from 'pino';
import { done, refuse } from '@fastops/shared/base/result';
import { freeBytes } from './adapters/backup-shelf.ts';
import { fitnessShelf } from './adapters/fitness-shelf.ts';
import { isRefused, officeClient, type OfficeClient } from './adapters/cloud-client.ts';
import { storedIdentity } from './adapters/enrolment.ts';
import { cloudFeed, folderFeed, type ReleaseFeed } from './adapters/release-feed.ts';
import { versionSlots } from './adapters/version-slots.ts';
import type { BranchCore } from './core.ts';
import type { BranchEnv } from './env.ts';
import type { FitnessPort } from './modules/fitness/fitness.port.ts';
import type { UpdatePort } from './modules/updates/updates.port.ts';
import type { FirstPersonPort, SecretPort } from './ports.ts';
import { startUnsyncedMark } from './workers/unsynced-mark.ts';
import { noUpdates, startUpdates } from './workers/update-loop.ts';

type Parts = {
  readonly core: BranchCore;
  readonly env: BranchEnv;
  readonly secrets: SecretPort;
  readonly version: string;
  readonly wentBackFrom: string | undefined;
  readonly relaunch: () => void;
  /** Asks the cloud at once for what is new. */
  readonly syncNow: () => void;
  readonly log: Logger;
  readonly logs: () => readonly string[];
};

export type ComputerServices = { readonly updates: UpdatePort; readonly fitness: FitnessPort; readonly firstPerson: FirstPersonPort };

/** What concerns this computer as a machine: its version, its fitness, and whether it may be let go. */
export function computerOf(parts: Parts): { services: ComputerServices; stop(): void } {
  const [updates, fitness, mark] = [updatesOf(parts), fitnessOf(parts), startUnsyncedMark(parts.core, parts.env.dataDir)];
  return {
    services: { updates, fitness, firstPerson: firstPersonOf(parts) },
    stop: () => [updates, fitness, mark].forEach((each) => each.stop()),
  };
}

/** Names the first person through the cloud, and fetches the grant that holds them. */
function firstPersonOf(parts: Parts): FirstPersonPort {
  return {
    hire: async (input) => {
      const office = officeOf(parts)?.client;
      if (!office) return refuse({ code: 'first-person.unreachable' });
      try {
        await office.hireFirst(input);
        parts.syncNow();
        return done(null);
      } catch (error) {
        const said = isRefused(error) && error instanceof Error ? error.message : '';
        if (said === 'staff.easy-pin') return refuse({ code: 'first-person.easy-pin' });
        return refuse({ code: said === 'staff.not-first' ? 'first-person.not-first' : 'first-person.unreachable' });
      }
    },
  };
}

/** Updates of a packed till; where no shell would start another version there are none. */
function updatesOf({ core, env, secrets, version, wentBackFrom, relaunch, log }: Parts): UpdatePort & { stop(): void } {
  if (env.versions === undefined || env.releaseKey === undefined) return noUpdates(version);
  return startUpdates({
    core,
    dataDir: env.dataDir,
    version,
    channel: env.branchFile?.channel ?? 'stable',
    releaseKey: env.releaseKey,
    feed: feedOf({ core, env, secrets }),
    slots: versionSlots(env.versions, env.branchFilePath, () => freeBytes(env.dataDir)),
    wentBackFrom,
    relaunch,
    log: (message, facts) => log.warn(facts, message),
  });
}

/** The cloud as this till may speak to it beside the sync; undefined before it is enrolled. */
function officeOf({ core, env, secrets }: Pick<Parts, 'core' | 'env' | 'secrets'>): { cloudUrl: string; client: OfficeClient } | undefined {
  const identity = storedIdentity(core, secrets);
  const cloudUrl = env.cloudUrl ?? identity?.cloudUrl;
  return identity && cloudUrl !== undefined ? { cloudUrl, client: officeClient({ ...identity, cloudUrl }) } : undefined;
}

/** Whether this computer is fit for work. */
function fitnessOf({
  core,
  env,
  secrets,
  version,
  log,
  logs,
}: Omit<Parts, 'wentBackFrom' | 'relaunch' | 'syncNow'>): FitnessPort & { stop(): void } {
  return fitnessShelf({
    core,
    dataDir: env.dataDir,
    version,
    logs,
    privateKey: () => storedIdentity(core, secrets)?.privateKey,
    office: () => officeOf({ core, env, secrets })?.client,
    log: (message, facts) => log.warn(facts, message),
  });
}

function feedOf({ core, env, secrets }: Pick<Parts, 'core' | 'env' | 'secrets'>): ReleaseFeed {
  if (env.updateFeed !== undefined) return folderFeed(env.updateFeed);
  return cloudFeed(() => officeOf({ core, env, secrets }));
}
