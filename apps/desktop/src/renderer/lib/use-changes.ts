import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { useBranch } from './branch.tsx';

/**
 * Asks again for what the server says has changed. Query keys begin with their topic; the open cart has a key
 * of its own ('cart'), since it is ahead of the server while a tap is on its way.
 */
export function useChanges(): void {
  const branch = useBranch();
  const queries = useQueryClient();
  useEffect(() => {
    const subscription = branch.terminal.changes.subscribe(undefined, {
      onData: (topics) => {
        for (const topic of topics) void queries.invalidateQueries({ queryKey: [topic] });
      },
      // Ask for everything after a gap in the news: what happened meanwhile is unknown.
      onStarted: () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'cart' }),
    });
    return () => subscription.unsubscribe();
  }, [branch, queries]);
}
