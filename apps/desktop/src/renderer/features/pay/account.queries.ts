import { useQuery } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

/** A customer with an account, as the list shows them. */
export type Account = BranchOutputs['customers']['search'][number];

const MOST_ACCOUNTS = 30;

/** Customers whose account a sale may stand on. */
export function useAccounts(text: string): readonly Account[] {
  const branch = useBranch();
  const found = useQuery({
    queryKey: ['customers', 'search', text],
    queryFn: () => branch.customers.search.query({ text, limit: MOST_ACCOUNTS }),
    placeholderData: (before) => before,
  });
  return found.data ?? [];
}
