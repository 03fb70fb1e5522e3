import { Banner } from '@fastops/ui/banner';
import { useQuery } from '@tanstack/react-query';
import { ChefHat } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { api } from '../../lib/api.ts';
import { clockTime } from '../../lib/format.ts';
import { KITCHEN } from '../../lib/query-keys.ts';
import type { Branch } from './today.queries.ts';

const REFRESH_MS = 15_000;

/** The last step of the kitchen's ladder: an order was accepted, and nobody there has it in front. */
export function KitchenNotice({ branches }: { readonly branches: readonly Branch[] }) {
  const { t } = useTranslation();
  const { data = [] } = useQuery({ queryKey: KITCHEN, queryFn: () => api.kitchen.unseen.query(), refetchInterval: REFRESH_MS });
  return branches.flatMap(({ branchId, name, utcOffsetHours }) => {
    const mine = data.filter((ticket) => ticket.branchId === branchId);
    const [first] = mine;
    if (!first) return [];
    const time = clockTime({ at: first.firedAt, utcOffsetHours });
    return (
      <div key={branchId} className="overflow-hidden rounded-md border border-danger" data-testid="kitchen-unseen">
        <Banner tone="danger" icon={ChefHat}>
          {t('kitchen.unseen', { branch: name, count: mine.length, time })}
        </Banner>
      </div>
    );
  });
}
