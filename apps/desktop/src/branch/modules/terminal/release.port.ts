/** Lets this computer go from its branch: at the next start it is nobody's till. */
export type ReleasePort = { release(at: number): void };
