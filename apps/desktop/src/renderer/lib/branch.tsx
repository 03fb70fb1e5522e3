import type { TRPCClient } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { createContext, use } from 'react';

import type { AppRouter } from '../../branch/rpc/router.ts';

/** The one door to the branch server. */
export type BranchClient = TRPCClient<AppRouter>;
/** What the server answers, by procedure: screens name their data after the router, not after its modules. */
export type BranchOutputs = inferRouterOutputs<AppRouter>;
export type BranchInputs = inferRouterInputs<AppRouter>;

const BranchContext = createContext<BranchClient | undefined>(undefined);

export function BranchProvider({ client, children }: { readonly client: BranchClient; readonly children: ReactNode }) {
  return <BranchContext value={client}>{children}</BranchContext>;
}

export function useBranch(): BranchClient {
  const client = use(BranchContext);
  if (!client) throw new Error('useBranch outside BranchProvider');
  return client;
}
