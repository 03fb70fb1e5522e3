import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { useBranch } from '../../lib/branch.tsx';
import type { LoginState } from './login.screen.tsx';

export function useStaff() {
  const branch = useBranch();
  return useQuery({ queryKey: ['identity', 'staff'], queryFn: () => branch.identity.staff.query() });
}

type Gate = Omit<LoginState, 'busy' | 'failed'>;

export function useLogin(): { readonly state: LoginState; readonly tryPin: (staffId: string, pin: string) => void } {
  const branch = useBranch();
  const queries = useQueryClient();
  const [gate, setGate] = useState<Gate>({ wrongTries: 0, waitUntil: 0, locked: false });
  const login = useMutation({
    mutationFn: (input: { staffId: string; pin: string }) => branch.identity.login.mutate(input),
    onSuccess: (answer) => {
      if (answer.ok) return queries.setQueryData(['identity', 'me'], answer.value);
      const { refusal } = answer;
      const waitMs = 'waitMs' in refusal ? refusal.waitMs : 0;
      setGate((now) => ({
        // Counted up also while waiting, so that the pad empties and shakes.
        wrongTries: now.wrongTries + 1,
        waitUntil: waitMs > 0 ? Date.now() + waitMs : 0,
        locked: refusal.code === 'login.locked',
      }));
    },
  });
  return {
    state: { ...gate, busy: login.isPending, failed: login.isError },
    tryPin: (staffId, pin) => login.mutate({ staffId, pin }),
  };
}
