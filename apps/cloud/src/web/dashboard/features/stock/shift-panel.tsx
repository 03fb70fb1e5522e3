import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { pesosText } from '../../lib/figures.ts';
import { clockTime, shortBusinessDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Panel } from '../../lib/panel.tsx';
import { MOST_SHIFT_DAYS, useShifts, type Period, type ShiftVariance } from './stock.queries.ts';

type ShiftPanelProps = {
  readonly period: Period;
  readonly utcOffsetHours: number;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
};

/** Each shift with what it threw away, lost and cannot explain; the one that is chosen is taken apart below. */
export function ShiftPanel({ period, utcOffsetHours, chosen, onChoose }: ShiftPanelProps) {
  const { t } = useTranslation();
  const shifts = useShifts(period);
  if (shifts.error) return <FailureNotice error={shifts.error} onRetry={() => void shifts.refetch()} />;
  return (
    <Panel
      title={t('stock.byShift')}
      flush
      action={
        chosen !== undefined && (
          <Button variant="ghost" onClick={() => onChoose(undefined)}>
            {t('stock.allShifts')}
          </Button>
        )
      }
    >
      {shifts.isTooLong && <p className="px-4 py-3 text-14 text-ink-muted">{t('stock.shiftsTooLong', { days: MOST_SHIFT_DAYS })}</p>}
      {!shifts.isTooLong && !shifts.data && <Skeleton className="m-4 h-24" />}
      {shifts.data?.length === 0 && <EmptyState icon={Clock} title={t('stock.noShifts')} />}
      <ul aria-label={t('stock.byShift')}>
        {shifts.data?.map((shift) => (
          <ShiftRow
            key={shift.id}
            shift={shift}
            utcOffsetHours={utcOffsetHours}
            isChosen={shift.id === chosen}
            onChoose={() => onChoose(shift.id === chosen ? undefined : shift.id)}
          />
        ))}
      </ul>
    </Panel>
  );
}

type ShiftRowProps = {
  readonly shift: ShiftVariance;
  readonly utcOffsetHours: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function ShiftRow({ shift, utcOffsetHours, isChosen, onChoose }: ShiftRowProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const clock = (at: number) => clockTime({ at, utcOffsetHours });
  const until: string = shift.to === null ? t('stock.shiftOpen') : clock(shift.to);
  const parts = (['waste', 'voids', 'refunds', 'unexplained'] as const).map((part) => {
    return { part, cents: shift.rows.reduce((sum, { cents }) => sum + cents[part], 0) };
  });
  return (
    <li className="border-b border-line last:border-0">
      <button
        type="button"
        aria-pressed={isChosen}
        className={`flex min-h-14 w-full flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 text-left text-14 hover:bg-surface ${isChosen ? 'bg-accent-soft' : ''}`}
        onClick={onChoose}
      >
        <span className="min-w-48 flex-1">
          <span className="text-16 font-semibold">{shift.people.join(', ')}</span>
          <span className="block text-ink-muted">
            {shortBusinessDay(shift.businessDay, locale)} · {clock(shift.from)}–{until}
          </span>
        </span>
        {parts.map(({ part, cents }) => (
          <span key={part} className="w-32 text-right max-sm:w-[45%] max-sm:text-left">
            <span className="block text-12 text-ink-muted">{t(`stock.${part === 'waste' ? 'wasted' : part}`)}</span>
            <span className={part === 'unexplained' && cents > 0 ? 'font-semibold text-danger' : ''}>{pesosText(cents)}</span>
          </span>
        ))}
      </button>
    </li>
  );
}
