import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { CUSTODY } from '../../lib/query-keys.ts';
import { readLeftFile } from './left-file.ts';

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

/** What tills that were put away left, and nobody has decided about. */
export type LeftBehind = Answers['sync']['leftBehind'][number];

export function useLeftBehind() {
  return useQuery({ queryKey: [...CUSTODY, 'left'], queryFn: () => api.sync.leftBehind.query(), refetchInterval: REFRESH_MS });
}

/** All that may wait for a person, of every branch. */
export function useUnattended() {
  const [quarantine, forks, left] = [useQuarantine(), useForks(), useLeftBehind()];
  return { quarantine: quarantine.data ?? [], forks: forks.data ?? [], left: left.data ?? [] };
}

/** Turn after turn, until everything that a till left is taken in or can't be. */
export function useAdmit() {
  return useDecision(async ({ terminalId, count }: LeftBehind) => {
    for (let left = count; left > 0;) {
      const { taken, refused } = await api.sync.admit.mutate({ terminalId });
      left -= Math.max(1, taken + refused);
    }
  });
}

export function useDismiss() {
  return useDecision(({ left, note }: { left: LeftBehind; note: string }) =>
    api.sync.dismiss.mutate({ terminalId: left.terminalId, note }),
  );
}

/** Brings the file that a till wrote, run by run; what the cloud has already stays as it is. Answers how many facts it took. */
export function useBringFile() {
  return useDecision(async (text: string) => {
    const file = readLeftFile(text);
    if (!file) throw new Error('left.no-file');
    for (const run of file.runs) {
      const { outcome } = await api.sync.bringFile.mutate({ terminalId: file.terminalId, ...run });
      if (outcome !== 'kept') throw new Error('left.not-whole');
    }
    return file.runs.reduce((sum, { events }) => sum + events.length, 0);
  });
}

export function useAcknowledgeFork() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ streamId }: Fork) => api.sync.acknowledgeFork.mutate({ streamId }),
    onSettled: () => queries.invalidateQueries({ queryKey: CUSTODY }),
  });
}

function useDecision<I, O>(decide: (input: I) => Promise<O>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: decide, onSettled: () => queries.invalidateQueries({ queryKey: CUSTODY }) });
}

type NoteInput = { readonly streamId: string; readonly seq: number; readonly note: string };

function useRemark(send: (input: NoteInput) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ event, text }: Remark) => send({ streamId: event.streamId, seq: event.seq, note: text }),
    onSettled: () => queries.invalidateQueries({ queryKey: CUSTODY }),
  });
}
