import { Skeleton } from '@fastops/ui/skeleton';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { setFilter, usePlace } from '../../lib/location.ts';
import { useMe } from '../../lib/me.ts';
import { BRANCH_FILTER } from '../../lib/paths.ts';
import { PlaceSelect } from '../../lib/place-select.tsx';
import { KitchenForm } from './kitchen-form.tsx';
import { useBranches, useKitchen } from './kitchen.queries.ts';

/** Stations, thresholds and ladder of the company, or of one branch. */
export function KitchenScreen() {
  const { t } = useTranslation();
  const branches = useBranches();
  const isEverywhere = useMe().data?.permissions.includes('branches.read') ?? false;
  const asked = usePlace().search.get(BRANCH_FILTER);
  const branchId = asked ?? (isEverywhere ? null : (branches.data?.[0]?.id ?? null));
  if (branches.error) return <FailureNotice error={branches.error} onRetry={() => void branches.refetch()} />;
  if (!branches.data) return <Skeleton className="h-64" />;
  return (
    <div className="flex flex-col gap-4">
      <div className="self-start">
        <PlaceSelect
          label={t('kitchenSettings.place')}
          branches={branches.data}
          value={branchId}
          onChange={(id) => setFilter(BRANCH_FILTER, id ?? undefined)}
        />
      </div>
      <Place key={branchId} branchId={branchId} />
    </div>
  );
}

function Place({ branchId }: { readonly branchId: string | null }) {
  const kitchen = useKitchen(branchId);
  if (kitchen.error) return <FailureNotice error={kitchen.error} onRetry={() => void kitchen.refetch()} />;
  if (!kitchen.data) return <Skeleton className="h-96" />;
  const { from, version } = kitchen.data;
  // Saved anew it is another kitchen: what was being written goes with the old one.
  return <KitchenForm key={`${from} ${version}`} branchId={branchId} now={kitchen.data} onReload={() => void kitchen.refetch()} />;
}
