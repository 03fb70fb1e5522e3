import { Skeleton } from '@fastops/ui/skeleton';
import { useTranslation } from 'react-i18next';

import { OfOnePlace } from '../../lib/branch-pick.tsx';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { KitchenForm } from './kitchen-form.tsx';
import { useBranches, useKitchen } from './kitchen.queries.ts';

/** Stations, thresholds and ladder of the company, or of one branch. */
export function KitchenScreen() {
  const { t } = useTranslation();
  return (
    <OfOnePlace branches={useBranches()} label={t('kitchenSettings.place')} permission="branches.read">
      {(branchId) => <Place branchId={branchId} />}
    </OfOnePlace>
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
