import { DEFAULT_SELLING } from '@fastops/shared/selling/settings';
import { useQuery } from '@tanstack/react-query';

import { useBranch } from './branch.tsx';

/** Where the offer is kept. */
export const OFFER = ['catalog', 'offer'] as const;

/** What the owner lets this branch offer; everything until it is known. */
export function useOffer() {
  const branch = useBranch();
  const offer = useQuery({ queryKey: OFFER, queryFn: () => branch.catalog.offer.query() });
  return offer.data ?? DEFAULT_SELLING;
}
