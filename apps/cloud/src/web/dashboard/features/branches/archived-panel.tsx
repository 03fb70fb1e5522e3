import { Button } from '@fastops/ui/button';
import { useToast } from '@fastops/ui/toast';
import { useTranslation } from 'react-i18next';

import { useMay } from '../../lib/me.ts';
import { Panel } from '../../lib/panel.tsx';
import { useArchiveBranch, type BranchDetail } from './managing.queries.ts';

/** Branches that were put away: what they sold is in every report, and they can be opened again. */
export function ArchivedPanel({ branches }: { readonly branches: readonly BranchDetail[] }) {
  const { t } = useTranslation();
  const toast = useToast();
  const archive = useArchiveBranch();
  const mayManage = useMay('branches.manage');
  const away = branches.filter(({ archivedAt }) => archivedAt !== null);
  if (away.length === 0) return null;
  const open = (branch: BranchDetail) =>
    archive.mutate(
      { branchId: branch.id, away: false },
      { onSuccess: () => toast({ tone: 'positive', title: t('tenancy.branch.restored', { branch: branch.name }) }) },
    );
  return (
    <Panel title={t('tenancy.branch.archivedTitle')} flush>
      <ul>
        {away.map((branch) => (
          <li key={branch.id} className="flex items-center justify-between gap-3 border-b border-line px-4 py-3 last:border-0">
            <span className="text-14 font-semibold">{branch.name}</span>
            {mayManage && <Button onClick={() => open(branch)}>{t('tenancy.branch.restore')}</Button>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
