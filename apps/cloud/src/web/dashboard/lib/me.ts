import { useQuery } from '@tanstack/react-query';

import type { Answers } from './api.ts';
import { api } from './api.ts';
import { failureOf } from './failure.ts';
import { ME } from './query-keys.ts';

export type Me = Answers['auth']['me'];

/** Who is logged in; `null` when nobody is. */
export function useMe() {
  return useQuery({ queryKey: ME, queryFn: askWho, staleTime: Infinity });
}

/** Whether to offer something: allowed at one branch at least. The cloud decides again when it is asked. */
export function useMay(permission: Me['permissions'][number]): boolean {
  return useMe().data?.somewhere.includes(permission) ?? false;
}

async function askWho(): Promise<Me | null> {
  try {
    return await api.auth.me.query();
  } catch (error) {
    if (failureOf(error).kind === 'signed-out') return null;
    throw error;
  }
}
