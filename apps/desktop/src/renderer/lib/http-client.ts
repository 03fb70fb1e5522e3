import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';

import type { BranchRouter } from '../../branch/rpc/router.ts';
import type { BranchClient } from './branch.tsx';

const URL_OF_RPC = '/rpc';

/**
 * The branch server as a browser of the shop's network reaches it. It is the same contract; what a browser may not call is not
 * there for it.
 */
export function createHttpClient(): BranchClient {
  return createTRPCClient<BranchRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url: URL_OF_RPC }),
        false: httpLink({ url: URL_OF_RPC }),
      }),
    ],
  });
}
