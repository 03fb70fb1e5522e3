import type { FastifyReply } from 'fastify';

/** How much a caller may ask of the public API within a minute. */
export type Allowance = { readonly name: string; readonly most: number };

export const NOBODYS: Allowance = { name: 'address', most: 300 };
export const CALLERS: Allowance = { name: 'caller', most: 600 };
const WINDOW_MS = 60_000;
/** Those of strangers must not fill the memory: the oldest give way. */
const MOST_KEPT = 20_000;

type Window = { from: number; used: number };

/**
 * Counts calls in windows of a minute, in this process: with several of them a caller has as many times the allowance.
 * It is there to keep one caller from the others' share, not to sell calls by the piece.
 */
export function rateWindows(now: () => number) {
  const windows = new Map<string, Window>();
  return (key: string): { used: number; resetsInS: number } => {
    const at = now();
    let window = windows.get(key);
    if (!window || at - window.from >= WINDOW_MS) {
      windows.delete(key);
      drop(windows, at);
      window = { from: at, used: 0 };
      windows.set(key, window);
    }
    window.used += 1;
    return { used: window.used, resetsInS: Math.max(1, Math.ceil((window.from + WINDOW_MS - at) / 1_000)) };
  };
}

/** They lie in the order in which they began. */
function drop(windows: Map<string, Window>, at: number): void {
  for (const [key, { from }] of windows) {
    if (at - from < WINDOW_MS && windows.size < MOST_KEPT) break;
    windows.delete(key);
  }
}

/** Says how much is left, as the IETF's RateLimit fields do; whether the call may go on. */
export function withinAllowance(reply: FastifyReply, { name, most }: Allowance, seen: { used: number; resetsInS: number }): boolean {
  void reply.header('ratelimit-policy', `"${name}";q=${most};w=${WINDOW_MS / 1_000}`);
  void reply.header('ratelimit', `"${name}";r=${Math.max(0, most - seen.used)};t=${seen.resetsInS}`);
  if (seen.used <= most) return true;
  void reply.header('retry-after', String(seen.resetsInS));
  return false;
}
