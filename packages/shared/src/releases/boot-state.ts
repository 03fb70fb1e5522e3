import { z } from 'zod';
import { compareVersions, versionSchema } from './manifest.ts';

/** Which of the versions on this computer runs, and what is known of it. `null` is the installed one. */
export const bootStateSchema = z.strictObject({
  current: versionSchema.nullable(),
  previous: versionSchema.nullable(),
  /** How often the current one was started since it was put in. */
  starts: z.int().min(0),
  /** It has run, opened the file and been able to sell. */
  proven: z.boolean(),
  /** Versions that failed here: never put in again. */
  bad: z.array(versionSchema).max(50),
});
/** See {@link bootStateSchema}. */
export type BootState = z.infer<typeof bootStateSchema>;

/** A computer that never updated. */
export const FIRST_BOOT: BootState = { current: null, previous: null, starts: 0, proven: true, bad: [] };

/** A version that fails this often at its first starts is taken back. */
export const MOST_STARTS = 3;

/** What the installed app does at its start. */
export type BootStep =
  | { readonly kind: 'run-self'; readonly state: BootState }
  | { readonly kind: 'run-version'; readonly version: string; readonly state: BootState }
  | { readonly kind: 'went-back'; readonly from: string; readonly state: BootState };

/** One start. The state is to be kept before the step is taken: a start that cuts the power counts too. */
export function bootStep(state: BootState, installed: string): BootStep {
  const { current } = state;
  // The installed one was replaced by a newer package: what was put in beside it is history.
  if (current === null || compareVersions(current, installed) <= 0) return { kind: 'run-self', state: { ...state, current: null } };
  if (state.proven) return { kind: 'run-version', version: current, state };
  if (state.starts >= MOST_STARTS) return { kind: 'went-back', from: current, state: back(state, current) };
  return { kind: 'run-version', version: current, state: { ...state, starts: state.starts + 1 } };
}

/** The version that is to run from the next start on. */
export function withNext(state: BootState, version: string): BootState {
  return { ...state, current: version, previous: state.current, starts: 0, proven: false };
}

function back(state: BootState, from: string): BootState {
  return {
    current: state.previous,
    previous: null,
    starts: 0,
    proven: true,
    bad: [...state.bad.filter((each) => each !== from), from].slice(-50),
  };
}
