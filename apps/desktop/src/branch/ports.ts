import type { EnrolReply } from '@fastops/shared/sync/protocol';
import type { Refusal, Result } from '@fastops/shared/base/result';

/** Checks a PIN against its verifier; slow on purpose, off the main thread. */
export type PinPort = { matches(pin: string, verifier: string): Promise<boolean> };

/** Where secrets rest: the system's keychain in a shop, a private file where there is none. */
export type SecretPort = {
  /** Names the backend, so that the screen can say when it is a weak one. */
  readonly backend: string;
  /** Whether it is the one of last time. `lost`: what it kept can't be opened any more, and the till is connected again. */
  readonly keychain: 'same' | 'changed' | 'lost';
  read(name: string): string | undefined;
  write(name: string, value: string): void;
  /** Takes secrets away, all of them in one step. */
  forget(names: readonly string[]): void;
};

/** Why a terminal could not be enrolled. */
export type EnrolRefusal = Refusal<'enrol.unreachable' | 'enrol.bad-code' | 'enrol.other-terminal' | 'enrol.plan-full' | 'enrol.failed'>;

/** Why nobody was named. */
export type FirstPersonRefusal = Refusal<'first-person.unreachable' | 'first-person.not-first' | 'first-person.easy-pin'>;

/** The first person of a branch where nobody works yet, named in the cloud by its till. */
export type FirstPersonPort = { hire(input: { name: string; pin: string }): Promise<Result<null, FirstPersonRefusal>> };

/** Exchanges a code for an identity, keeps the key, fetches the first grant and the menu. */
export type EnrolPort = {
  enrol(input: { cloudUrl: string; code: string; terminalName: string }): Promise<Result<EnrolReply, EnrolRefusal>>;
};

/** What the sync loop knows right now; what is on disk comes from the database. */
export type LinkState = {
  readonly online: boolean;
  readonly lastContactAt: number | null;
  readonly lastError: string | null;
  /** The cloud's clock minus this machine's, as last heard; absent until then. Shown; decides nothing. */
  readonly clockOffsetMs?: number;
  /** That is more than two minutes. */
  readonly clockDrifted?: boolean;
  /** The cloud no longer speaks this version's protocol: what is sold stays here until FastOps is updated. */
  readonly updateNeeded?: boolean;
};
export type LinkPort = {
  state(): LinkState;
  syncNow(): void;
  /** Sees to it that an order's facts are in the file, not its row alone; false when they are in the cloud and can't be had now. */
  bring(orderId: string): true | Promise<boolean>;
};
