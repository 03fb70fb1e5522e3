import { Banner } from '@fastops/ui/banner';
import { useQuery } from '@tanstack/react-query';
import { Siren } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { useTimeFormat } from '../../lib/time-format.ts';
import { useNow } from '../../lib/use-now.ts';

const LOOK_AGAIN_MS = 4_000;

/** The drawer has been open for longer than the shop allows: loud, until it is shut. */
export function DrawerAlarm() {
  const { t } = useTranslation();
  const { span } = useTimeFormat();
  const branch = useBranch();
  const { data: alarm } = useQuery({
    queryKey: ['cash', 'drawer-alarm'],
    queryFn: () => branch.cash.drawerAlarm.query(),
    // While it rings, nothing else may say that it was shut.
    refetchInterval: ({ state }) => (state.data ? LOOK_AGAIN_MS : false),
  });
  const now = useNow(1_000, Boolean(alarm));
  if (!alarm) return null;
  return (
    <Banner tone="danger" icon={Siren}>
      {t('drawer-alarm.title', { time: span(now - alarm.since) })}
    </Banner>
  );
}
