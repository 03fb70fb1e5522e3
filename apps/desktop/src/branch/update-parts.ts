import type { Logger } from 'pino';
import { freeBytes } from './adapters/backup-shelf.ts';
import { officeClient } from './adapters/cloud-client.ts';
import { storedIdentity } from './adapters/enrolment.ts';
import { cloudFeed, folderFeed, type ReleaseFeed } from './adapters/release-feed.ts';
import { versionSlots } from './adapters/version-slots.ts';
import type { BranchCore } from './core.ts';
import type { BranchEnv } from './env.ts';
import type { UpdatePort } from './modules/updates/updates.port.ts';
import type { SecretPort } from './ports.ts';
import { noUpdates, startUpdates } from './workers/update-loop.ts';

type Parts = {
  readonly core: BranchCore;
  readonly env: BranchEnv;
  readonly secrets: SecretPort;
  readonly version: string;
  readonly wentBackFrom: string | undefined;
  readonly relaunch: () => void;
  readonly log: Logger;
};

/** Updates of a packed till; where no shell would start another version there are none. */
export function updatesOf({ core, env, secrets, version, wentBackFrom, relaunch, log }: Parts): UpdatePort & { stop(): void } {
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

function feedOf({ core, env, secrets }: Pick<Parts, 'core' | 'env' | 'secrets'>): ReleaseFeed {
  if (env.updateFeed !== undefined) return folderFeed(env.updateFeed);
  return cloudFeed(() => {
    const identity = storedIdentity(core, secrets);
    const cloudUrl = env.cloudUrl ?? identity?.cloudUrl;
    return identity && cloudUrl !== undefined ? { cloudUrl, client: officeClient({ ...identity, cloudUrl }) } : undefined;
  });
}
