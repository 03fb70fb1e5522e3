import { useMutation, useQueryClient } from '@tanstack/react-query';

import { useBranch } from '../../lib/branch.tsx';
import type { EnrolInput } from './enrol.screen.tsx';

export function useEnrol() {
  const branch = useBranch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ serverUrl, code, terminalName }: EnrolInput) =>
      branch.terminal.enrol.mutate({ cloudUrl: serverUrl, code, terminalName }),
    onSettled: (answer) => (answer?.ok ? queries.invalidateQueries() : undefined),
  });
}
