import { DEFAULT_SELLING } from '@fastops/shared/selling/settings';
import { useQuery } from '@tanstack/react-query';

import { useBranch } from './branch.tsx';

/** What the owner lets this branch offer; everything until it is known. */
export function useOffer() {
  const branch = useBranch();
  const offer = useQuery({ queryKey: ['catalog', 'offer'], queryFn: () => branch.catalog.offer.query() });
  return offer.data ?? DEFAULT_SELLING;
}
