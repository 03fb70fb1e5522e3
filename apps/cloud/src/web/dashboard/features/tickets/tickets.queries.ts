import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { TICKETS } from '../../lib/query-keys.ts';

export type TicketsNow = Answers['tickets']['now'];
export type TicketsDraft = Questions['tickets']['save'];

/** Not asked again behind somebody's back: what they are changing would change under their hands. */
export function useTickets() {
  return useQuery({ queryKey: TICKETS, queryFn: () => api.tickets.now.query(), staleTime: Infinity, refetchOnWindowFocus: false });
}

export function useSaveTickets() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: TicketsDraft) => api.tickets.save.mutate(draft),
    onSuccess: () => queries.invalidateQueries({ queryKey: TICKETS }),
  });
}
