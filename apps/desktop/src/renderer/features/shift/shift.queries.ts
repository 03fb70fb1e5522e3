import type { Money } from '@fastops/shared/base/money';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';

export function useCashStatus(enabled: boolean) {
  const branch = useBranch();
  return useQuery({ queryKey: ['cash', 'status'], queryFn: () => branch.cash.status.query(), enabled });
}

export function useOpenShift() {
  const branch = useBranch();
  const queries = useQueryClient();
  // One id for as long as the question is on the screen: pressing twice opens one shift.
  const [sessionId] = useState(newId);
  return useMutation({
    mutationFn: (openingFloat: Money) => branch.cash.open.mutate({ sessionId, openingFloat }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['cash'] }),
  });
}

/** Closes the shift with what was counted; `onClosed` only when it really is. */
export function useCloseShift(onClosed: () => void) {
  const branch = useBranch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (counted: Money) => branch.cash.close.mutate({ counted }),
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      onClosed();
      await queries.invalidateQueries({ queryKey: ['cash'] });
    },
  });
}
