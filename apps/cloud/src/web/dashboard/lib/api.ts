import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

import type { CloudRouter } from '../../../server/rpc/router.ts';

const URL = '/trpc';

/** The one door to the cloud. Same origin, so the session cookie goes along by itself. */
export const api = createTRPCClient<CloudRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: URL }),
      // Batches of one: no question waits for another, and an act without input still has a body to be read.
      false: httpBatchLink({ url: URL, maxItems: 1 }),
    }),
  ],
});

export type Answers = inferRouterOutputs<CloudRouter>;
export type Questions = inferRouterInputs<CloudRouter>;
