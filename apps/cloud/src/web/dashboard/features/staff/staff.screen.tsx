import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { usePlace } from '../../lib/location.ts';
import { useMay } from '../../lib/me.ts';
import { newId } from '../../lib/new-id.ts';
import { BRANCH_FILTER } from '../../lib/paths.ts';
import { roleName } from '../../lib/role-words.ts';
import { StaffFilters, type StatusCounts } from './staff-filters.tsx';
import type { Branch, Role, Worker, WorkerDraft } from './staff.queries.ts';
import { usePlaces, useStaff, useStaffRoles } from './staff.queries.ts';
import { WorkerRow } from './worker-row.tsx';
import { WorkerSheet } from './worker-sheet.tsx';

/** The people at the tills and in the kitchens. */
export function StaffScreen() {
  const staff = useStaff();
  const roles = useStaffRoles();
  const places = usePlaces();
  if (staff.data && roles.data && places.data) return <StaffList staff={staff.data} roles={roles.data} branches={places.data} />;
  const failed = staff.error ?? roles.error ?? places.error;
  if (failed)
    return <FailureNotice error={failed} onRetry={() => void Promise.all([staff.refetch(), roles.refetch(), places.refetch()])} />;
  return <Skeleton className="h-64" />;
}

type StaffListProps = { readonly staff: readonly Worker[]; readonly roles: readonly Role[]; readonly branches: readonly Branch[] };
type Opened = { readonly draft: WorkerDraft; readonly known: Worker | undefined };

function StaffList({ staff, roles, branches }: StaffListProps) {
  const { t } = useTranslation();
  const mayManage = useMay('staff.manage');
  const branchId = usePlace().search.get(BRANCH_FILTER);
  const [wanted, setWanted] = useState('');
  const [status, setStatus] = useState<Worker['status']>('working');
  const [opened, setOpened] = useState<Opened>();
  const there = staff.filter((worker) => branchId === null || isAt(worker, branchId));
  const ofStatus = there.filter((worker) => worker.status === status);
  const shown = ofStatus.filter(({ name, role }) => isFound(`${name} ${roleName(t, roles, role)}`, wanted));
  const hire = () =>
    setOpened({
      known: undefined,
      draft: { id: newId(), name: '', role: 'cashier', branchId: branchId ?? branches[0]?.id ?? null, alsoAt: [], status: 'working' },
    });
  return (
    <div className="flex flex-col gap-3">
      <StaffFilters
        branches={branches}
        wanted={wanted}
        onWanted={setWanted}
        status={status}
        onStatus={setStatus}
        counts={countsOf(there)}
        {...(mayManage ? { onHire: hire } : {})}
      />
      {shown.length === 0 ? (
        <EmptyState icon={Users} title={t('staff.emptyTitle')} text={t(wanted === '' ? `staff.emptyText.${status}` : 'staff.notFound')} />
      ) : (
        <ul className="overflow-clip rounded-md border border-line bg-surface-raised">
          {shown.map((worker) => (
            <WorkerRow
              key={worker.id}
              worker={worker}
              roles={roles}
              branches={branches}
              onOpen={() => setOpened({ known: worker, draft: draftOf(worker) })}
            />
          ))}
        </ul>
      )}
      {opened && (
        <WorkerSheet
          key={opened.draft.id}
          start={opened.draft}
          known={staff.find(({ id }) => id === opened.known?.id)}
          roles={roles}
          branches={branches}
          mayManage={mayManage}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

function countsOf(workers: readonly Worker[]): StatusCounts {
  const count = (status: Worker['status']) => workers.filter((worker) => worker.status === status).length;
  return { working: count('working'), blocked: count('blocked'), left: count('left') };
}

function draftOf({ id, name, role, branchId, alsoAt, status }: Worker): WorkerDraft {
  return { id, name, role, branchId, alsoAt: [...alsoAt], status };
}

function isAt({ branchId, alsoAt }: Worker, at: string): boolean {
  return branchId === null || branchId === at || alsoAt.includes(at);
}

/** Without accents and capitals: whoever looks for "andres" means Andrés. */
function isFound(text: string, wanted: string): boolean {
  const plain = (words: string) =>
    words
      .normalize('NFD')
      .replaceAll(/\p{Diacritic}/gu, '')
      .toLowerCase();
  return plain(text).includes(plain(wanted.trim()));
}
