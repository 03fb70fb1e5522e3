import { useQuery } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type Floor = BranchOutputs['tables']['floor'];

/** The floor with what is open at each table. */
export function useFloor() {
  const branch = useBranch();
  return useQuery({ queryKey: ['orders', 'floor'], queryFn: () => branch.tables.floor.query() });
}
