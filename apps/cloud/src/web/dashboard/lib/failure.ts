import { TRPCClientError } from '@trpc/client';

import type { CloudRouter } from '../../../server/rpc/router.ts';

/** What went wrong, as far as a person can do something about it. */
export type Failure =
  | { readonly kind: 'unreachable' | 'signed-out' | 'forbidden' | 'missing' | 'no-company' | 'refused' | 'broken' }
  | { readonly kind: 'throttled'; readonly waitMs: number };

/** When the cloud (or a proxy before it) asks to wait and doesn't say how long. */
const DEFAULT_WAIT_MS = 30_000;

const KIND_OF_STATUS: Readonly<Record<number, Exclude<Failure['kind'], 'throttled'>>> = {
  400: 'refused',
  401: 'signed-out',
  403: 'forbidden',
  404: 'missing',
  409: 'refused',
  422: 'refused',
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
};

type CloudError = TRPCClientError<CloudRouter>;

export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof TRPCClientError)) return { kind: 'broken' };
  const error: CloudError = thrown;
  const status = statusOf(error);
  if (status === undefined) return { kind: 'unreachable' };
  if (status === 429) return { kind: 'throttled', waitMs: waitOf(error) ?? DEFAULT_WAIT_MS };
  if (error.data?.code === 'login.no-company') return { kind: 'no-company' };
  return { kind: KIND_OF_STATUS[status] ?? 'broken' };
}

/** The cloud says it in its answer; what stands in front of the cloud says it in the response only. */
function statusOf(error: CloudError): number | undefined {
  const response = error.meta?.['response'];
  return error.data?.httpStatus ?? (response instanceof Response ? response.status : undefined);
}

function waitOf(error: CloudError): number | undefined {
  const data: unknown = error.data;
  const facts = isObject(data) ? data['facts'] : undefined;
  const waitMs = isObject(facts) ? facts['waitMs'] : undefined;
  return typeof waitMs === 'number' ? waitMs : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
