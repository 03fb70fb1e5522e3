import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { ME, TERMINALS } from '../../lib/query-keys.ts';

export type SignUp = Answers['signup']['look'];
export type Draft = SignUp['draft'];
export type Finish = Questions['signup']['finish'];

export function useRequestSignUp() {
  return useMutation({ mutationFn: (input: Questions['signup']['request']) => api.signup.request.mutate(input) });
}

/** Where somebody with a letter is; `null` when it is no longer good. */
export function useSignUp(token: string) {
  return useQuery({
    queryKey: ['sign-up', token],
    retry: false,
    staleTime: Infinity,
    queryFn: () =>
      api.signup.look.mutate({ token }).catch((error: unknown) => {
        if (['sign-up.not-found', 'BAD_REQUEST'].includes(refusalOf(error) ?? '')) return null;
        throw error;
      }),
  });
}

export function useKeepDraft(token: string) {
  return useMutation({ mutationFn: (draft: Draft) => api.signup.keep.mutate({ token, draft }) });
}

export function useFinish() {
  return useMutation({ mutationFn: (input: Finish) => api.signup.finish.mutate(input) });
}

/** From here on there is somebody inside. */
export function useComeIn() {
  const queries = useQueryClient();
  return () => queries.resetQueries({ queryKey: ME });
}

export function useFirstCode(branchId: string) {
  return useMutation({ mutationFn: () => api.terminals.createCode.mutate({ branchId }) });
}

/** Looked at often while somebody waits for their till to appear. */
export function useFirstTill() {
  const tills = useQuery({ queryKey: TERMINALS, queryFn: () => api.terminals.list.query(), refetchInterval: 2000 });
  return tills.data?.[0];
}
