import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useBranch } from '../../lib/branch.tsx';

/** Who could say yes to this question. */
export function useApprovers(requestId: string) {
  const branch = useBranch();
  return useQuery({ queryKey: ['identity', 'approvers', requestId], queryFn: () => branch.identity.approvers.query({ requestId }) });
}

type Gate = { readonly wrongTries: number; readonly waitUntil: number; readonly refusal: { readonly code: string } | undefined };
const NO_GATE: Gate = { wrongTries: 0, waitUntil: 0, refusal: undefined };

/** One supervisor's PIN for one question; wrong ones are counted by the branch server as at log-in. */
export function useApprove(requestId: string, onApproved: () => void) {
  const branch = useBranch();
  const [gate, setGate] = useState(NO_GATE);
  const approve = useMutation({
    mutationFn: (input: { staffId: string; pin: string }) => branch.identity.approve.mutate({ requestId, ...input }),
    onSuccess: (answer) => {
      if (answer.ok) return onApproved();
      const { refusal } = answer;
      const waitMs = 'waitMs' in refusal ? refusal.waitMs : 0;
      setGate((now) => ({ wrongTries: now.wrongTries + 1, waitUntil: waitMs > 0 ? Date.now() + waitMs : 0, refusal }));
    },
  });
  return { gate, busy: approve.isPending, failed: approve.isError, tryPin: approve.mutate };
}
