import type { StatusTone } from '@fastops/ui/status-dot';

/** A till that is on and has a network says something every twenty seconds: three missed words are late. */
const LATE_AFTER_MS = 60_000;
const LOST_AFTER_MS = 5 * 60_000;

export type Contact =
  | { readonly state: 'never' }
  | { readonly state: 'fresh' | 'late' | 'lost'; readonly at: number; readonly agoMs: number };

/** How long ago a till or a branch was heard, in words a person would use. */
export function contactAt(lastContactAt: number | null, now: number): Contact {
  if (lastContactAt === null) return { state: 'never' };
  const agoMs = Math.max(0, now - lastContactAt);
  const state = agoMs < LATE_AFTER_MS ? 'fresh' : agoMs < LOST_AFTER_MS ? 'late' : 'lost';
  return { state, at: lastContactAt, agoMs };
}

export const CONTACT_TONE: Record<Contact['state'], StatusTone> = { fresh: 'positive', late: 'warning', lost: 'danger', never: 'neutral' };
