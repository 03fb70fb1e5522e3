import type { Refusal, Result } from '@fastops/shared/base/result';
import type { UpdateWindow, WaitReason } from '@fastops/shared/releases/install-time';

/** What became of the last look for a release, or of the last one that was put in. */
export const UPDATE_RESULTS = [
  'update.current',
  'update.ready',
  'update.installed',
  'update.went-back',
  'update.unreachable',
  'update.bad-signature',
  'update.bad-content',
  'update.cut-short',
  'update.downgrade',
  'update.other-system',
  'update.failed-here',
  'update.no-space',
] as const;
/** See {@link UPDATE_RESULTS}. */
export type UpdateResult = (typeof UPDATE_RESULTS)[number];

/** How things stand with updates. */
export type UpdateStatus = {
  readonly version: string;
  /** False where nothing starts another version: headless, or while developing. */
  readonly isPossible: boolean;
  readonly lastCheckAt: number | null;
  readonly result: { readonly code: UpdateResult; readonly version: string | null; readonly at: number } | null;
  /** A version that is here whole and waits for its hour. */
  readonly ready: string | null;
  readonly isDownloading: boolean;
  readonly window: UpdateWindow;
  /** Why a version that is ready waits. */
  readonly waitsFor: WaitReason | null;
};

export type InstallRefusal = Refusal<WaitReason | 'update.nothing-ready'>;

/** Looks for releases, and puts one in. */
export type UpdatePort = {
  status(): UpdateStatus;
  check(): Promise<UpdateStatus>;
  install(): Result<null, InstallRefusal>;
};

/** What a till says of itself when it asks. */
export type ReleaseAsk = {
  readonly version: string;
  readonly platform: string;
  readonly channel: string;
  readonly result: { readonly code: string; readonly version: string | null; readonly at: number } | null;
};

/** What a feed answers: a signed manifest (looked at by whoever asked), and when the branch wants to be updated. */
export type ReleaseOffer = { readonly signed: unknown; readonly window: UpdateWindow };
