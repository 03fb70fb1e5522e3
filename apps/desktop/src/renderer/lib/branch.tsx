import type { TRPCClient } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { createContext, use } from 'react';

import type { BranchRouter } from '../../branch/rpc/router.ts';

/** The one door to the branch server. */
export type BranchClient = TRPCClient<BranchRouter>;
/** What the server answers, by procedure: screens name their data after the router, not after its modules. */
export type BranchOutputs = inferRouterOutputs<BranchRouter>;
/** An order as it crosses the line. */
export type BranchOrder = Extract<BranchOutputs['orders']['addLine'], { ok: true }>['value'];

const BranchContext = createContext<BranchClient | undefined>(undefined);

export function BranchProvider({ client, children }: { readonly client: BranchClient; readonly children: ReactNode }) {
  return <BranchContext value={client}>{children}</BranchContext>;
}

export function useBranch(): BranchClient {
  const client = use(BranchContext);
  if (!client) throw new Error('useBranch outside BranchProvider');
  return client;
}
