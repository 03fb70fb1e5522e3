import { useQuery } from '@tanstack/react-query';

import { useBranch, type BranchOutputs } from '../../lib/branch.tsx';

export type StockRoom = BranchOutputs['stock']['room'];
export type StockItem = StockRoom['ingredients'][number];

/** What may be counted, who brings it and what is awaited; without a figure of what there should be. */
export function useStockRoom() {
  const branch = useBranch();
  return useQuery({ queryKey: ['stock', 'room'], queryFn: () => branch.stock.room.query() });
}

/** What there should be, for whoever may see it. */
export function useLevels(enabled: boolean) {
  const branch = useBranch();
  return useQuery({ queryKey: ['stock', 'levels'], queryFn: () => branch.stock.levels.query(), enabled });
}
