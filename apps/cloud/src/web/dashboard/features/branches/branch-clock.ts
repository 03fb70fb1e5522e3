/** How far the cloud's clock is from ours, and where the branch is. */
export type BranchClock = { readonly skewMs: number; readonly utcOffsetHours: number };
