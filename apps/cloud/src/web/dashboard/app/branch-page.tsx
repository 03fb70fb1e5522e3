import { BranchScreen } from '../features/branches/branch.screen.tsx';
import { InstallerPanel } from '../features/installers/installer-panel.tsx';
import { VersionsPanel } from '../features/installers/versions-panel.tsx';
import { useMay } from '../lib/me.ts';

/** A branch: its sales and logs, the versions of its tills, and its installer. */
export function BranchPage({ branchId }: { readonly branchId: string }) {
  const mayPrepare = useMay('terminals.manage');
  return (
    <BranchScreen branchId={branchId}>
      {(branch) => (
        <>
          <VersionsPanel branchId={branchId} branch={branch.name} />
          {mayPrepare && <InstallerPanel branchId={branchId} />}
        </>
      )}
    </BranchScreen>
  );
}
