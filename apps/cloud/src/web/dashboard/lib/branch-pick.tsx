import { EmptyState } from '@fastops/ui/empty-state';
import { Select } from '@fastops/ui/select';
import { Skeleton } from '@fastops/ui/skeleton';
import type { LucideIcon } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from './failure-notice.tsx';
import { setFilter, usePlace } from './location.ts';
import { useMe, type Me } from './me.ts';
import { BRANCH_FILTER } from './paths.ts';
import { PlaceSelect } from './place-select.tsx';

type Branch = { readonly id: string; readonly name: string };
/** The branches that somebody may look at, as they come. */
type Branches = { readonly data: readonly Branch[] | undefined; readonly error: unknown; refetch(): unknown };

/** The branch that the address names, or the first. */
export function usePickedBranch<B extends Branch>(branches: readonly B[]): B | undefined {
  const wanted = usePlace().search.get(BRANCH_FILTER);
  return branches.find(({ id }) => id === wanted) ?? branches[0];
}

type BranchPickProps = { readonly branches: readonly Branch[]; readonly value: string; readonly hideLabel?: boolean };

/** Which branch a page is about; nothing to choose where there is one. */
export function BranchPick({ branches, value, hideLabel = false }: BranchPickProps) {
  const { t } = useTranslation();
  if (branches.length < 2) return null;
  return (
    <div className={hideLabel ? 'w-full sm:w-auto sm:min-w-56' : 'self-start'}>
      <Select
        label={t('settings.branch')}
        hideLabel={hideLabel}
        value={value}
        options={branches.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => setFilter(BRANCH_FILTER, id)}
      />
    </div>
  );
}

type OfOneBranchProps = { readonly branches: Branches; readonly icon: LucideIcon; readonly children: (branchId: string) => ReactNode };

/** What is said of one branch, below the choice of which; begun anew with each. */
export function OfOneBranch({ branches, icon, children }: OfOneBranchProps) {
  const { t } = useTranslation();
  const branch = usePickedBranch(branches.data ?? []);
  if (branches.error) return <FailureNotice error={branches.error} onRetry={() => void branches.refetch()} />;
  if (!branches.data) return <Skeleton className="h-64" />;
  if (!branch) return <EmptyState icon={icon} title={t('today.noBranchTitle')} text={t('today.noBranchText')} />;
  return (
    <div className="flex flex-col gap-4">
      <BranchPick branches={branches.data} value={branch.id} />
      <Fragment key={branch.id}>{children(branch.id)}</Fragment>
    </div>
  );
}

type OfOnePlaceProps = {
  readonly branches: Branches;
  readonly label: string;
  /** Who has it for the whole company may look at the whole company. */
  readonly permission: Me['permissions'][number];
  readonly children: (branchId: string | null) => ReactNode;
};

/** What is said of the company (`null`) or of one branch, below the choice of which; begun anew with each. */
export function OfOnePlace({ branches, label, permission, children }: OfOnePlaceProps) {
  const isEverywhere = useMe().data?.permissions.includes(permission) ?? false;
  const asked = usePlace().search.get(BRANCH_FILTER);
  const branchId = asked ?? (isEverywhere ? null : (branches.data?.[0]?.id ?? null));
  if (branches.error) return <FailureNotice error={branches.error} onRetry={() => void branches.refetch()} />;
  if (!branches.data) return <Skeleton className="h-64" />;
  const choose = (id: string | null) => setFilter(BRANCH_FILTER, id ?? undefined);
  return (
    <div className="flex flex-col gap-4">
      {branches.data.length > 1 && (
        <div className="self-start">
          <PlaceSelect label={label} branches={branches.data} value={branchId} onChange={choose} />
        </div>
      )}
      <Fragment key={branchId}>{children(branchId)}</Fragment>
    </div>
  );
}

type BranchHeadProps = {
  readonly title: string;
  readonly intro: string;
  readonly branches: readonly Branch[] | undefined;
  readonly branchId: string | undefined;
};

/** The head of a page about one branch, with the choice of which beside it. */
export function BranchHead({ title, intro, branches, branchId }: BranchHeadProps) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-4">
      <div>
        <h1 className="text-28 font-semibold">{title}</h1>
        <p className="max-w-[75ch] text-14 text-ink-muted">{intro}</p>
      </div>
      {branches && branchId !== undefined && <BranchPick hideLabel branches={branches} value={branchId} />}
    </div>
  );
}
