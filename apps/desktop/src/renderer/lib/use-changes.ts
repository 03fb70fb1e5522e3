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
    let started = false;
    const subscription = branch.terminal.changes.subscribe(undefined, {
      onData: (topics) => {
        for (const topic of topics) void queries.invalidateQueries({ queryKey: [topic] });
      },
      onStarted: () => {
        // A second start means that the line broke: what happened meanwhile is unknown, so everything is asked again.
        if (started) void queries.invalidateQueries();
        started = true;
      },
    });
    return () => subscription.unsubscribe();
  }, [branch, queries]);
}
