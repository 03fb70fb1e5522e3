import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { ACCESS, AUDIT, BRANCHES, ME } from '../../lib/query-keys.ts';

/** Somebody with a seat in the company. */
export type Person = Answers['access']['people'][number];
/** A role: FastOps' own, or the company's. */
export type Role = Answers['access']['roles'][number];
/** What a role is saved as. */
export type RoleDraft = Questions['access']['saveRole'];
/** One permission of a person, and why. */
export type Explained = Answers['access']['explain'][number];
export type AuditEntry = Answers['audit']['list']['entries'][number];
export type Branch = Answers['branches']['list'][number];

export function usePeople() {
  return useQuery({ queryKey: [...ACCESS, 'people'], queryFn: () => api.access.people.query() });
}

export function useRoles() {
  return useQuery({ queryKey: [...ACCESS, 'roles'], queryFn: () => api.access.roles.query() });
}

export function usePlaces() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

export function useExplained(userId: string, branchId: string | null) {
  return useQuery({
    queryKey: [...ACCESS, 'explain', userId, branchId],
    queryFn: () => api.access.explain.query({ userId, branchId }),
  });
}

const PAGE = 50;

/** What is asked of the log: parts that are missing ask nothing. */
export type AuditFilter = Omit<Questions['audit']['list'], 'before' | 'limit'>;

export function useAudit(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: [...AUDIT, filter],
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => api.audit.list.query({ ...filter, limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useVerifyAudit() {
  return useMutation({ mutationFn: () => api.audit.verify.query() });
}

export function useAssign() {
  return useAccessChange((input: Questions['access']['assign']) => api.access.assign.mutate(input));
}

export function useUnassign() {
  return useAccessChange((input: Questions['access']['unassign']) => api.access.unassign.mutate(input));
}

export function useOverride() {
  return useAccessChange((input: Questions['access']['override']) => api.access.override.mutate(input));
}

export function useSuspend() {
  return useAccessChange((input: Questions['access']['suspend']) => api.access.suspend.mutate(input));
}

export function useSaveRole() {
  return useAccessChange((input: RoleDraft) => api.access.saveRole.mutate(input));
}

export function useRetireRole() {
  return useAccessChange((input: Questions['access']['retireRole']) => api.access.retireRole.mutate(input));
}

export function useInvitations() {
  return useQuery({ queryKey: [...ACCESS, 'invitations'], queryFn: () => api.invitations.list.query() });
}

export function useInvite() {
  return useAccessChange((input: Questions['invitations']['create']) => api.invitations.create.mutate(input));
}

export function useWithdraw() {
  return useAccessChange((input: Questions['invitations']['withdraw']) => api.invitations.withdraw.mutate(input));
}

/** After a change everything about access is asked anew, one's own rights too. */
function useAccessChange<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => Promise.all([ACCESS, AUDIT, ME].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
