import type { Scope } from '@fastops/shared/sync/protocol';
import type { CloudClient } from '../adapters/cloud-client.ts';
import type { Incarnations } from '../adapters/incarnations.ts';
import type { BranchCore } from '../core.ts';
import type { LinkState } from '../ports.ts';

/** What the loop needs besides the core. */
export type SyncParts = {
  readonly core: BranchCore;
  readonly client: CloudClient;
  readonly appVersion: string;
  /** A number in [0, 1): full jitter, so that a thousand tills don't come back in step. */
  readonly random: () => number;
  readonly acceptGrant: (jws: string) => void;
  readonly grantVersion: () => number;
  readonly incarnations: Incarnations;
  /** Hears what a greeting says of this machine, also when what follows it fails. */
  /** How a snapshot is taken; what the protocol says where nothing is said. */
  readonly hydration?: Hydration;
  readonly onGreeting?: (heard: Heard) => void;
  /** Hears of a cloud that doesn't know this till (any more); true when that was the end of it here. */
  readonly onUnproven?: (error: unknown) => Promise<boolean>;
  readonly log: (message: string, facts: object) => void;
};

/** From how many events on a snapshot is asked for, and how many of its lines are kept at once. */
export type Hydration = { readonly worthEvents: number; readonly linesPerStep: number };

/** What an exchange is for. Sales are always sent; the rest only when there is a reason to ask. */
export type Need = { hello: boolean; readonly pull: Set<Scope> };

/** What a greeting says of this machine. */
export type Heard = Required<Pick<LinkState, 'clockOffsetMs' | 'clockDrifted' | 'updateNeeded'>>;
