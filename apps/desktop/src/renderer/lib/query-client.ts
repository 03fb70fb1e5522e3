import { QueryClient } from '@tanstack/react-query';

/** The server is on this machine and says what changed, so nothing goes stale by itself and nothing waits for a network. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, networkMode: 'always', retry: 1, refetchOnWindowFocus: false },
      // A command that was answered is forgotten: five an order, kept for five minutes with their answers, would fill a rush's memory.
      mutations: { networkMode: 'always', retry: false, gcTime: 0 },
    },
  });
}
