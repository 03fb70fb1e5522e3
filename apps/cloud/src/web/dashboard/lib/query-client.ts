import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import { failureOf } from './failure.ts';
import { ME } from './query-keys.ts';

const RETRIES = 2;

/** Keeps answers, and sends a person whose session ended back to the door. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => leaveWhenSignedOut(client, error) }),
    mutationCache: new MutationCache({ onError: (error) => leaveWhenSignedOut(client, error) }),
    defaultOptions: {
      queries: { retry: (count, error) => failureOf(error).kind === 'unreachable' && count < RETRIES, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

function leaveWhenSignedOut(client: QueryClient, error: unknown): void {
  // A wrong password also comes back as "signed out": there is nobody to send away then.
  if (failureOf(error).kind === 'signed-out' && client.getQueryData(ME) !== undefined) client.setQueryData(ME, null);
}
