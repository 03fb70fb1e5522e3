import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { InnerLink } from '../../lib/inner-link.tsx';
import { PATHS } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { offsetOf, todayQuery } from '../../lib/today-query.ts';
import type { Branch, Terminal } from './branches.queries.ts';
import { useBranches, useTerminals } from './branches.queries.ts';
import { CodeDialog } from './code-dialog.tsx';
import { useAcknowledgeFork, useForks, useLeftBehind, useQuarantine, useTillCustody } from './custody.queries.ts';
import { ForksPanel } from './forks-panel.tsx';
import { LeftPanel } from './left-panel.tsx';
import { QuarantinePanel } from './quarantine-panel.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { TillsPanel } from './tills-panel.tsx';

type BranchScreenProps = { readonly branchId: string; readonly children?: (branch: Branch) => ReactNode };

/** Where a branch's sales are, what happened to its tills, and what waits for a person. */
export function BranchScreen({ branchId, children }: BranchScreenProps) {
  const { t } = useTranslation();
  const branches = useBranches();
  const custody = useBranchCustody(branchId);
  const branch = branches.data?.find((each) => each.id === branchId);
  useScreenTitle(branch ? t('custody.screen', { branch: branch.name }) : t('terminals.screen'));

  return (
    <div className="mx-auto flex max-w-[1400px] flex-col gap-4 p-4 lg:p-6">
      <InnerLink to={PATHS.branches} icon={ArrowLeft}>
        {t('custody.back')}
      </InnerLink>
      {branch && (
        <div>
          <h1 className="text-28 font-semibold wrap-break-word">{t('custody.screen', { branch: branch.name })}</h1>
          <p className="max-w-[70ch] text-14 text-ink-muted">{t('custody.intro')}</p>
        </div>
      )}
      {branch && (
        <>
          {children?.(branch)}
          <Custody branch={branch} custody={custody} />
        </>
      )}
      {!branch && branches.data && <EmptyState icon={Store} title={t('custody.unknownTitle')} text={t('custody.unknownText')} />}
      {!branches.data && <NotYet error={branches.error} onRetry={branches.refetch} />}
    </div>
  );
}

type CustodyProps = { readonly branch: Branch; readonly custody: ReturnType<typeof useBranchCustody> };

function Custody({ branch, custody }: CustodyProps) {
  if (custody.data) return <Panels branch={branch} custody={custody.data} />;
  return <NotYet error={custody.error} onRetry={custody.refetch} />;
}

function NotYet({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => Promise<unknown> }) {
  return error ? <FailureNotice error={error} onRetry={() => void onRetry()} /> : <Waiting />;
}

function Panels({ branch, custody }: { readonly branch: Branch; readonly custody: BranchCustody }) {
  const [revoking, setRevoking] = useState<Terminal>();
  const [again, setAgain] = useState<Terminal>();
  const acknowledge = useAcknowledgeFork();
  const today = useQuery(todayQuery).data;
  const terminals = useTerminals({ watching: again !== undefined }).data ?? [];
  const skewMs = today?.skewMs ?? 0;
  const clock = { skewMs, utcOffsetHours: offsetOf(today, branch.id) };
  return (
    <>
      <TillsPanel branch={branch.name} tills={custody.tills} clock={clock} />
      {custody.hasLeft && <LeftPanel left={custody.left} clock={clock} />}
      <QuarantinePanel branch={branch.name} events={custody.quarantine} clock={clock} />
      <ForksPanel
        forks={custody.forks}
        clock={clock}
        onRevoke={(fork) => setRevoking(terminals.find((terminal) => terminal.id === fork.terminalId))}
        onReenrol={(fork) => setAgain(terminals.find((terminal) => terminal.id === fork.terminalId))}
        onSeen={(fork) => acknowledge.mutate(fork)}
      />
      {revoking && <RevokeDialog terminal={revoking} skewMs={skewMs} branch={branch} onClose={() => setRevoking(undefined)} />}
      {again && <CodeDialog again={again} branch={branch} skewMs={skewMs} terminals={terminals} onClose={() => setAgain(undefined)} />}
    </>
  );
}

/** The four answers about a branch as one: a page with half of them would look calmer than it is. */
function useBranchCustody(branchId: string) {
  const [tills, forks, quarantine, left] = [useTillCustody(), useForks(), useQuarantine(), useLeftBehind()];
  const all = [tills, forks, quarantine, left];
  const here = (each: { readonly branchId: string }) => each.branchId === branchId;
  return {
    error: all.find((each) => each.error)?.error ?? null,
    refetch: () => Promise.all(all.map((each) => each.refetch())),
    data:
      tills.data && forks.data && quarantine.data && left.data
        ? {
            tills: tills.data.filter((till) => here(till) && !till.revoked),
            forks: forks.data.filter(here),
            quarantine: quarantine.data.filter(here),
            left: left.data.filter(here),
            hasLeft: [...left.data, ...tills.data.filter(({ revoked }) => revoked)].some(here),
          }
        : undefined,
  };
}

type BranchCustody = NonNullable<ReturnType<typeof useBranchCustody>['data']>;

function Waiting() {
  const { t } = useTranslation();
  return (
    <div aria-busy role="status" className="flex flex-col gap-4">
      <span className="sr-only">{t('app.loading')}</span>
      <Skeleton className="h-44" />
      <Skeleton className="h-44" />
    </div>
  );
}
