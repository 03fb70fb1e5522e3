import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { ME } from '../../lib/query-keys.ts';
import { refusalOf } from '../../lib/refusal.ts';

const SESSIONS = ['sessions'] as const;

export function useRequestReset() {
  return useMutation({ mutationFn: (input: Questions['account']['requestReset']) => api.account.requestReset.mutate(input) });
}

export function useResetPassword() {
  return useMutation({ mutationFn: (input: Questions['account']['resetPassword']) => api.account.resetPassword.mutate(input) });
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Questions['account']['changePassword']) => api.account.changePassword.mutate(input),
    onSuccess: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  });
}

/** What an invitation says; `null` when it is no longer good. */
export function useInvitation(token: string) {
  return useQuery({
    queryKey: ['invitation', token],
    retry: false,
    queryFn: () =>
      api.invitations.look.mutate({ token }).catch((error: unknown) => {
        if (refusalOf(error) === 'invitation.not-found' || refusalOf(error) === 'BAD_REQUEST') return null;
        throw error;
      }),
  });
}

export function useAccept() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Questions['invitations']['accept']) => api.invitations.accept.mutate(input),
    onSuccess: () => queries.invalidateQueries({ queryKey: ME }),
  });
}

export function useSessions() {
  return useQuery({ queryKey: SESSIONS, queryFn: () => api.account.sessions.mutate() });
}

export function useEndSession() {
  return useEnding((sessionId: string) => api.account.endSession.mutate({ sessionId }));
}

export function useEndOtherSessions() {
  return useEnding((_: undefined) => api.account.endOtherSessions.mutate());
}

function useEnding<Input>(end: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: end, onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }) });
}

const FACTOR = ['second-factor'] as const;

export function useSecondFactor() {
  return useQuery({ queryKey: FACTOR, queryFn: () => api.secondFactor.status.mutate() });
}

export function useBeginFactor() {
  return useMutation({ mutationFn: () => api.secondFactor.begin.mutate() });
}

export function useTurnOn() {
  return useMutation({ mutationFn: (code: string) => api.secondFactor.turnOn.mutate({ code }) });
}

export function useTurnOff() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (password: string) => api.secondFactor.turnOff.mutate({ password }),
    onSuccess: () => queries.invalidateQueries({ queryKey: FACTOR }),
  });
}

/** After the codes are kept: the account asks for one from now on. */
export function useFactorIsOn() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: FACTOR });
}
