/** A clock further off than this is told. */
const CLOCK_TOLERANCE_MS = 2 * 60_000;

export type ClockState = { readonly state: 'fine' } | { readonly state: 'ahead' | 'behind'; readonly offMs: number };

/** `offsetMs`: what the till's clock said less the cloud's. */
export function clockState(offsetMs: number): ClockState {
  if (Math.abs(offsetMs) <= CLOCK_TOLERANCE_MS) return { state: 'fine' };
  return { state: offsetMs > 0 ? 'ahead' : 'behind', offMs: Math.abs(offsetMs) };
}

const ORIGINS = ['fork', 'restored', 'lost-tail', 'moved', 'came-back'] as const;
export type Origin = (typeof ORIGINS)[number] | 'unknown';

/** Why a log began anew; a newer till may know a reason that these screens don't. */
export function originOf(reason: string): Origin {
  return ORIGINS.find((each) => each === reason) ?? 'unknown';
}

export type Cause = 'conflict' | 'unknownType' | 'foreign' | 'badBody' | 'other';

const CAUSES: readonly (readonly [RegExp, Cause])[] = [
  [/^(id-conflict|same id)/, 'conflict'],
  [/^unknown /, 'unknownType'],
  [/^(entity of another branch|not this terminal)/, 'foreign'],
  [/: [a-z_]+(;|$)/, 'badBody'],
];

/** What a reason of the cloud comes down to for a person; the exact words stay beside it. */
export function causeOf(reason: string): Cause {
  return CAUSES.find(([pattern]) => pattern.test(reason))?.[1] ?? 'other';
}

/** What may wait for a person: events that count in no report, and logs that began anew and that nobody has looked at. */
type Unattended = {
  readonly quarantine: readonly { readonly branchId: string; readonly state: string }[];
  readonly forks: readonly { readonly branchId: string; readonly seenAt: number | null }[];
  readonly left: readonly { readonly branchId: string }[];
};

/** How many things of a branch wait for a person. */
export function waitingIn(branchId: string, { quarantine, forks, left }: Unattended): number {
  const events = quarantine.filter((event) => event.branchId === branchId && event.state === 'open');
  const leavers = left.filter((each) => each.branchId === branchId);
  return events.length + leavers.length + forks.filter((fork) => fork.branchId === branchId && fork.seenAt === null).length;
}
