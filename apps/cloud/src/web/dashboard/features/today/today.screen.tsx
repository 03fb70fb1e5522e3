import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { PlainSelect } from '@fastops/ui/plain-select';
import { StatusDot } from '@fastops/ui/status-dot';
import { CloudOff, MapPinOff, Store } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { clockTime, longDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { setFilter, usePlace } from '../../lib/location.ts';
import { BRANCH_FILTER } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import type { TodaySample } from '../../lib/today-query.ts';
import { offsetOf } from '../../lib/today-query.ts';
import { BranchList } from './branch-list.tsx';
import { Figures } from './figures.tsx';
import { useFresh } from './fresh.ts';
import { HoursPanel } from './hours-panel.tsx';
import { KitchenNotice } from './kitchen-notice.tsx';
import { LastOrders } from './last-orders.tsx';
import type { Live } from './live.ts';
import { useLive } from './live.ts';
import { TodaySkeleton } from './today-skeleton.tsx';
import { RedFlags } from './red-flags.tsx';
import { useMorning, useToday } from './today.queries.ts';
import { comparisonOf } from './today.view.ts';

const OrderDialog = lazy(async () => ({ default: (await import('./order-dialog.tsx')).OrderDialog }));

const EVERY_BRANCH = 'all';

/** The morning page: how the day goes, where, and what was sold a second ago. */
export function TodayScreen() {
  const { t } = useTranslation();
  const today = useToday();
  const live = useLive();
  useScreenTitle(t('today.title'));
  return (
    <>
      <Strips today={today} live={live} />
      <div className="mx-auto flex max-w-[1640px] flex-col gap-4 p-4 lg:p-6">
        <TodayHeader today={today.data} live={live} />
        {today.data && <TodayBody today={today.data} />}
        {!today.data && (today.isError ? <FailureNotice error={today.error} onRetry={() => void today.refetch()} /> : <TodaySkeleton />)}
      </div>
    </>
  );
}

type StripsProps = { readonly today: ReturnType<typeof useToday>; readonly live: Live };

/** Says when what is on the screen is not how things are now, since when, and what to do. At most one at a time. */
function Strips({ today, live }: StripsProps) {
  const { t } = useTranslation();
  const wall = (at: number) => clockTime({ at, utcOffsetHours: offsetOf(today.data, undefined) });
  if (live.state === 'lost')
    return <Strip words={t('live.lost', { time: wall(live.since) })} action={t('live.reconnect')} onPress={live.reconnect} />;
  if (today.data && today.isError)
    return <Strip words={t('live.stale', { time: wall(today.data.now) })} action={t('app.retry')} onPress={() => void today.refetch()} />;
  return null;
}

function Strip({ words, action, onPress }: { readonly words: string; readonly action: string; readonly onPress: () => void }) {
  return (
    <div className="sticky top-0 z-20">
      <Banner icon={CloudOff} action={<Button onClick={onPress}>{action}</Button>}>
        {words}
      </Banner>
    </div>
  );
}

function TodayHeader({ today, live }: { readonly today: TodaySample | undefined; readonly live: Live }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-3">
          <h1 className="text-28 font-semibold">{t('today.title')}</h1>
          {live.state === 'on' && (
            <span className="text-14 font-medium text-positive">
              <StatusDot tone="positive">{t('live.on')}</StatusDot>
            </span>
          )}
        </div>
        {today && (
          <p className="text-14 text-ink-muted first-letter:uppercase">
            {longDay({ at: today.now, utcOffsetHours: offsetOf(today, undefined) }, locale)} · {today.companyName}
          </p>
        )}
      </div>
      {today && today.branches.length > 1 && <BranchFilter today={today} />}
    </div>
  );
}

function BranchFilter({ today }: { readonly today: TodaySample }) {
  const { t } = useTranslation();
  const branchId = usePlace().search.get(BRANCH_FILTER) ?? EVERY_BRANCH;
  const options = [
    { value: EVERY_BRANCH, label: t('today.allBranches') },
    ...today.branches.map((branch) => ({ value: branch.branchId, label: branch.name })),
  ];
  return (
    <div className="w-full sm:w-auto sm:min-w-56">
      <PlainSelect
        label={t('today.branchFilter')}
        hideLabel
        value={branchId}
        options={options}
        onChange={(next) => setFilter(BRANCH_FILTER, next === EVERY_BRANCH ? undefined : next)}
      />
    </div>
  );
}

function TodayBody({ today }: { readonly today: TodaySample }) {
  const { t } = useTranslation();
  const branchId = usePlace().search.get(BRANCH_FILTER);
  const [opened, setOpened] = useState<string>();
  const morning = useMorning();
  const fresh = useFresh(today.lastOrders.map((order) => order.id));
  const branches = branchId === null ? today.branches : today.branches.filter((branch) => branch.branchId === branchId);
  if (today.branches.length === 0) return <EmptyState icon={Store} title={t('today.noBranchTitle')} text={t('today.noBranchText')} />;
  if (branches.length === 0) {
    return (
      <EmptyState
        icon={MapPinOff}
        title={t('today.unknownBranchTitle')}
        text={t('today.unknownBranchText')}
        action={<Button onClick={() => setFilter(BRANCH_FILTER, undefined)}>{t('today.allBranches')}</Button>}
      />
    );
  }
  const compared = comparisonOf(morning.data, branches);
  const orders = branchId === null ? today.lastOrders : today.lastOrders.filter((order) => order.branchId === branchId);
  return (
    <>
      <KitchenNotice branches={branches} />
      <Figures today={today} branches={branches} orders={orders} compared={compared} />
      {morning.data && <RedFlags flags={morning.data.flags} branches={branches} />}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_330px] xl:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex min-w-0 flex-col gap-4">
          <HoursPanel branches={branches} now={today.now} utcOffsetHours={offsetOf(today, branches[0]?.branchId)} usual={compared.usual} />
          <BranchList branches={branches} now={today.now} skewMs={today.skewMs} morning={morning.data} />
        </div>
        <LastOrders orders={orders} fresh={fresh} showBranch={branches.length > 1} today={today} onOpen={setOpened} />
      </div>
      {opened !== undefined && (
        <Suspense>
          <OrderDialog row={today.lastOrders.find((order) => order.id === opened)} today={today} onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
    </>
  );
}
