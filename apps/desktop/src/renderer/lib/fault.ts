import { TRPCClientError } from '@trpc/client';

/** The branch server is up but can't use its file: it answers everything with the reason. */
export function startFault(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  return codeOf(error) === 'PRECONDITION_FAILED' ? error.message : undefined;
}

function codeOf(error: TRPCClientError<never>): string | undefined {
  const { data } = error as { data?: unknown };
  return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string' ? data.code : undefined;
}
