import { TRPCClientError } from '@trpc/client';

import type { CloudRouter } from '../../../server/rpc/router.ts';

/** What went wrong, as far as a person can do something about it. */
export type Failure =
  | { readonly kind: 'unreachable' | 'signed-out' | 'forbidden' | 'missing' | 'broken' }
  | { readonly kind: 'throttled'; readonly waitMs: number };

const DEFAULT_WAIT_MS = 30_000;
/** A proxy in front of a cloud that is down answers these. */
const GATEWAY_STATUSES: readonly number[] = [502, 503, 504];

export function failureOf(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) return { kind: 'broken' };
  const known: TRPCClientError<CloudRouter> = error;
  const code = known.data?.code;
  if (code === undefined) return { kind: isUnreachable(known) ? 'unreachable' : 'broken' };
  if (code === 'TOO_MANY_REQUESTS') return { kind: 'throttled', waitMs: DEFAULT_WAIT_MS };
  if (code === 'UNAUTHORIZED') return { kind: 'signed-out' };
  if (code === 'FORBIDDEN') return { kind: 'forbidden' };
  return { kind: code === 'NOT_FOUND' ? 'missing' : 'broken' };
}

/** No answer at all, or an answer of something that stands in front of the cloud. */
function isUnreachable(error: TRPCClientError<CloudRouter>): boolean {
  const response = error.meta?.['response'];
  if (!(response instanceof Response)) return true;
  return GATEWAY_STATUSES.includes(response.status);
}
