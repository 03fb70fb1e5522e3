import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Ban, CopyCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/clock.ts';
import { clockTimeOrDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useMay } from '../../lib/me.ts';
import { Panel } from '../../lib/panel.tsx';
import type { BranchClock } from './branch-clock.ts';
import type { Fork } from './custody.queries.ts';
import { originOf } from './custody.ts';

type ForksPanelProps = {
  readonly forks: readonly Fork[];
  readonly clock: BranchClock;
  readonly onRevoke: (fork: Fork) => void;
  readonly onReenrol: (fork: Fork) => void;
  readonly onSeen: (fork: Fork) => void;
};

/** Tills whose log began anew: what happened, with which letters it went on, and what can be done about it. */
export function ForksPanel({ forks, ...acts }: ForksPanelProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('custody.forks.title')} flush>
      {forks.length === 0 && <EmptyState icon={CopyCheck} title={t('custody.forks.emptyTitle')} text={t('custody.forks.emptyText')} />}
      <ul aria-label={t('custody.forks.title')}>
        {forks.map((fork) => (
          <ForkRow key={fork.streamId} fork={fork} {...acts} />
        ))}
      </ul>
    </Panel>
  );
}

function ForkRow({ fork, clock, onRevoke, onReenrol, onSeen }: Omit<ForksPanelProps, 'forks'> & { readonly fork: Fork }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const now = useNow(60_000) + clock.skewMs;
  const mayManage = useMay('terminals.manage');
  const mayRepair = useMay('sync.repair');
  const origin = originOf(fork.reason);
  const said = (at: number) => clockTimeOrDay({ at, utcOffsetHours: clock.utcOffsetHours }, now, locale);
  return (
    <li className="flex flex-col gap-2 border-b border-line px-4 py-3 last:border-0">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-16 font-semibold wrap-break-word">{t(`custody.forks.${origin}`, { till: fork.terminalName })}</span>
        {fork.revoked && <Badge icon={Ban}>{t('terminals.revoked')}</Badge>}
        {fork.seenAt === null && (
          <Badge tone="warning" icon={TriangleAlert}>
            {t('custody.forks.unseen')}
          </Badge>
        )}
      </div>
      <p className="max-w-[80ch] text-14">{t(`custody.forks.${origin}Text`)}</p>
      <p className="text-14 text-ink-muted">
        {said(fork.openedAt)} · {t('custody.forks.series', { series: fork.series, previous: fork.previousSeries ?? '–' })}
      </p>
      {fork.seenAt !== null && (
        <p className="text-14 text-ink-muted">{t('custody.forks.seen', { name: fork.seenBy ?? '–', when: said(fork.seenAt) })}</p>
      )}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {mayRepair && fork.seenAt === null && <Button onClick={() => onSeen(fork)}>{t('custody.forks.markSeen')}</Button>}
        {mayManage && !fork.revoked && <Button onClick={() => onRevoke(fork)}>{t('custody.forks.revoke')}</Button>}
        {mayManage && <Button onClick={() => onReenrol(fork)}>{t('custody.forks.reenrol')}</Button>}
      </div>
    </li>
  );
}
