import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { tenancyEsCo } from '../../lib/messages/tenancy.es-co.ts';
import { BRANCHES, TERMINALS, TODAY } from '../../lib/query-keys.ts';
import { refusalOf } from '../../lib/refusal.ts';

export type BranchDetail = Answers['branches']['details'][number];
type Place = Omit<Questions['branches']['edit'], 'branchId'>;
type Tax = Questions['branches']['create']['tax'];

export function useBranchDetails() {
  return useQuery({ queryKey: [...BRANCHES, 'details'], queryFn: () => api.branches.details.query() });
}

/** Changes the branch, or makes one without an id. */
export function useSaveBranch(branchId: string | undefined) {
  return useChange<{ place: Place; tax: Tax }>(({ place, tax }) =>
    branchId === undefined ? api.branches.create.mutate({ ...place, tax }) : api.branches.edit.mutate({ ...place, branchId }),
  );
}

/** Puts a branch away, or takes it out again. */
export function useArchiveBranch() {
  return useChange<{ branchId: string; away: boolean }>(({ branchId, away }) =>
    away ? api.branches.archive.mutate({ branchId }) : api.branches.restore.mutate({ branchId }),
  );
}

export function useRenameTerminal() {
  return useChange<Questions['terminals']['rename']>((input) => api.terminals.rename.mutate(input));
}

function useChange<Input>(send: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => Promise.all([BRANCHES, TERMINALS, TODAY].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** What to say when the cloud refused. */
export function branchRefusalText(t: TFunction, error: unknown): string {
  const code = (refusalOf(error) ?? '').replace(/^branch\./, '');
  const { refused } = tenancyEsCo.branch;
  return t(`tenancy.branch.refused.${Object.hasOwn(refused, code) ? (code as keyof typeof refused) : 'other'}`);
}
