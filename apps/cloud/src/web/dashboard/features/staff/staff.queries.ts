import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { AUDIT, BRANCHES, STAFF } from '../../lib/query-keys.ts';

/** Somebody who works at a till or in a kitchen. */
export type Worker = Answers['staff']['everybody'][number];
/** What is kept of somebody. */
export type WorkerDraft = Questions['staff']['save'];
export type Role = Answers['staff']['roles'][number];
export type Branch = Answers['branches']['list'][number];

export function useStaff() {
  return useQuery({ queryKey: [...STAFF, 'everybody'], queryFn: () => api.staff.everybody.query() });
}

export function useStaffRoles() {
  return useQuery({ queryKey: [...STAFF, 'roles'], queryFn: () => api.staff.roles.query() });
}

export function usePlaces() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

/** Keeps the person, and gives them the PIN if there is one: hiring somebody is one act. */
export function useSaveWorker() {
  return useStaffChange(async ({ worker, pin }: { readonly worker: WorkerDraft; readonly pin: string | undefined }) => {
    await api.staff.save.mutate(worker);
    if (pin !== undefined) await api.staff.resetPin.mutate({ id: worker.id, pin });
  });
}

export function useSetPin() {
  return useStaffChange((input: Questions['staff']['resetPin']) => api.staff.resetPin.mutate(input));
}

function useStaffChange<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => Promise.all([STAFF, AUDIT].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
