import type { TRPCLink } from '@trpc/client';
import { createTRPCClient, TRPCClientError } from '@trpc/client';
import { observable } from '@trpc/server/observable';

import type { BranchRouter } from '../../branch/rpc/router.ts';
import type { BranchBridge } from '../../preload/branch-line.ts';
import type { BranchClient } from './branch.tsx';

declare global {
  interface Window {
    /** Put there by the preload script; two functions and nothing else. */
    readonly fastops: BranchBridge;
  }
}

export function createBranchClient(bridge: BranchBridge): BranchClient {
  return createTRPCClient<BranchRouter>({ links: [bridgeLink(bridge)] });
}

/** Carries tRPC over the two functions of the preload script. Data crosses by structured clone, so nothing is encoded. */
function bridgeLink(bridge: BranchBridge): TRPCLink<BranchRouter> {
  return () =>
    ({ op: { type, path, input } }) =>
      observable((observer) => {
        if (type !== 'subscription') {
          void bridge.call(type, path, input).then((answer) => {
            if (!answer.ok) return observer.error(errorOf(answer.error));
            observer.next({ result: { type: 'data', data: answer.data } });
            observer.complete();
          });
          return () => undefined;
        }
        observer.next({ result: { type: 'started' } });
        return bridge.subscribe(path, input, (news) => {
          if (news.kind === 'item') observer.next({ result: { type: 'data', data: news.data } });
          // The line is new and the subscription runs on it already; the screen only has to ask again.
          else if (news.kind === 'lost') observer.next({ result: { type: 'started' } });
          else if (news.kind === 'error') observer.error(errorOf(news.error));
          else observer.complete();
        });
      });
}

function errorOf(error: unknown): TRPCClientError<BranchRouter> {
  return TRPCClientError.from<BranchRouter>({ error } as never);
}
