import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { CUSTODY } from '../../lib/query-keys.ts';

/** How one till stands: what only it has, and how far the cloud can vouch for its chain. */
export type TillCustody = Answers['sync']['custody'][number];
/** A log of a till that began anew, and why. */
export type Fork = Answers['sync']['forks'][number];
/** An event that is kept and counted in no report. */
export type Quarantined = Answers['sync']['quarantine'][number];

/** What a person says about an event that waits. */
export type Remark = { readonly event: Quarantined; readonly text: string };

const REFRESH_MS = 15_000;

export function useTillCustody() {
  return useQuery({ queryKey: [...CUSTODY, 'tills'], queryFn: () => api.sync.custody.query(), refetchInterval: REFRESH_MS });
}

export function useForks() {
  return useQuery({ queryKey: [...CUSTODY, 'forks'], queryFn: () => api.sync.forks.query(), refetchInterval: REFRESH_MS });
}

/** Settled ones too: nothing is ever thrown away, and a list can show them again. */
export function useQuarantine() {
  return useQuery({
    queryKey: [...CUSTODY, 'quarantine'],
    queryFn: () => api.sync.quarantine.query({ open: false }),
    refetchInterval: REFRESH_MS,
  });
}

export function useAnnotate() {
  return useRemark((event) => api.sync.annotate.mutate(event));
}

export function useResolve() {
  return useRemark((event) => api.sync.resolve.mutate(event));
}

export function useAcknowledgeFork() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ streamId }: Fork) => api.sync.acknowledgeFork.mutate({ streamId }),
    onSettled: () => queries.invalidateQueries({ queryKey: CUSTODY }),
  });
}

type NoteInput = { readonly streamId: string; readonly seq: number; readonly note: string };

function useRemark(send: (input: NoteInput) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ event, text }: Remark) => send({ streamId: event.streamId, seq: event.seq, note: text }),
    onSettled: () => queries.invalidateQueries({ queryKey: CUSTODY }),
  });
}
