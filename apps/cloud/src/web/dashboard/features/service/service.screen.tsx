import { Skeleton } from '@fastops/ui/skeleton';
import { Store } from 'lucide-react';

import { OfOneBranch } from '../../lib/branch-pick.tsx';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useMay } from '../../lib/me.ts';
import { OfferPanel } from './offer-panel.tsx';
import { ServiceForm } from './service-form.tsx';
import { useBranches, useBranchService } from './service.queries.ts';

/** How a branch serves and what its tills offer. */
export function ServiceScreen() {
  return (
    <OfOneBranch branches={useBranches()} icon={Store}>
      {(branchId) => <OfBranch branchId={branchId} />}
    </OfOneBranch>
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
