import { acceptGrant, loadGrant } from '@fastops/desktop/branch/adapters/enrolment';
import type { CloudClient } from '@fastops/desktop/branch/adapters/cloud-client';
import { createIncarnations, type Incarnations } from '@fastops/desktop/branch/adapters/incarnations';
import { createCore, type BranchCore } from '@fastops/desktop/branch/core';
import { unparkKnown } from '@fastops/desktop/branch/modules/sync/projections.service';
import { readIdentity } from '@fastops/desktop/branch/modules/sync/sync.service';
import type { SecretPort } from '@fastops/desktop/branch/ports';
import type { SyncParts } from '@fastops/desktop/branch/workers/sync-loop';
import { uuidv7 } from '@fastops/shared/base/id';
import type { Chance } from './chance.ts';
import { mount, power, type Disk, type Power } from './disk.ts';

/** The product's code, running on one till from one start to the next. */
export type Running = {
  readonly mains: Power;
  readonly disk: Disk;
  readonly core: BranchCore;
  readonly secrets: SecretPort;
  readonly incarnations: Incarnations;
};

/** A seed is much shorter than what a snapshot is worth to a shop. */
const HYDRATION = { worthEvents: 15, linesPerStep: 9 };

/** What it runs on. */
export type Machine = {
  readonly name: string;
  /** The till's own clock, right or not. */
  now(): number;
  readonly luck: Chance;
  readonly keychain: Map<string, string>;
  note(line: string): void;
};

/** Opens the file and does what the product does before the first sale. */
export function startOn(image: Buffer, machine: Machine): Running {
  const mains = power();
  const disk = mount(image, mains);
  const core = createCore(disk.db, { now: machine.now, newId: () => uuidv7(machine.now(), machine.luck.bytes(10)) });
  const secrets = keychainOf(machine, mains);
  // Its own timer is of the real clock; the mark is noted from the list instead.
  const untimed: BranchCore = { ...core, onChange: () => () => {} };
  const incarnations = createIncarnations(untimed, secrets, (message, facts) =>
    machine.note(`${machine.name} ${message} ${JSON.stringify(facts)}`),
  );
  loadGrant(core, secrets);
  incarnations.start();
  const identity = readIdentity(core.db);
  if (identity) core.transaction((db) => void unparkKnown(db, identity.companyId), []);
  return { mains, disk, core, secrets, incarnations };
}

/** What the product's exchange needs, over the simulated line. */
export function syncPartsOf({ core, secrets, incarnations }: Running, client: CloudClient, machine: Machine): SyncParts {
  return {
    core,
    client,
    incarnations,
    appVersion: 'sim',
    hydration: HYDRATION,
    random: () => machine.luck.below(1000) / 1000,
    acceptGrant: (jws) => void acceptGrant(core, secrets, jws),
    grantVersion: () => core.enrolment()?.grant.version ?? 0,
    log: (message) => machine.note(`${machine.name} ${message}`),
  };
}

function keychainOf({ keychain }: Machine, mains: Power): SecretPort {
  return {
    backend: 'sim',
    keychain: 'same',
    read: (name) => keychain.get(name),
    write: (name, value) => {
      mains.step();
      keychain.set(name, value);
      mains.step();
    },
    forget: (names) => {
      mains.step();
      for (const name of names) keychain.delete(name);
      mains.step();
    },
  };
}
