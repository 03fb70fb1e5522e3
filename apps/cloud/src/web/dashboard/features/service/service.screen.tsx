import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { BranchPick, usePickedBranch } from '../../lib/branch-pick.tsx';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useMay } from '../../lib/me.ts';
import { OfferPanel } from './offer-panel.tsx';
import { ServiceForm } from './service-form.tsx';
import { useBranches, useBranchService } from './service.queries.ts';

/** How a branch serves and what its tills offer. */
export function ServiceScreen() {
  const { t } = useTranslation();
  const branches = useBranches();
  const branch = usePickedBranch(branches.data ?? []);
  if (branches.error) return <FailureNotice error={branches.error} onRetry={() => void branches.refetch()} />;
  if (!branches.data) return <Skeleton className="h-64" />;
  if (!branch) return <EmptyState icon={Store} title={t('today.noBranchTitle')} text={t('today.noBranchText')} />;
  return (
    <div className="flex flex-col gap-4">
      <BranchPick branches={branches.data} value={branch.id} />
      <OfBranch key={branch.id} branchId={branch.id} />
    </div>
  );
}

function OfBranch({ branchId }: { readonly branchId: string }) {
  const mayManage = useMay('branches.manage');
  const settings = useBranchService(branchId);
  if (settings.error) return <FailureNotice error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return <Skeleton className="h-96" />;
  const { service, serviceVersion, selling, sellingVersion } = settings.data;
  return (
    <>
      <OfferPanel key={`offer ${sellingVersion}`} branchId={branchId} selling={selling} version={sellingVersion} mayManage={mayManage} />
      <ServiceForm key={`service ${serviceVersion}`} branchId={branchId} service={service} version={serviceVersion} mayManage={mayManage} />
    </>
  );
}
