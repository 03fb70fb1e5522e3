import { TextField } from '@fastops/ui/text-field';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { calendarDay } from '../../lib/format.ts';
import { offsetOf, todayQuery } from '../../lib/today-query.ts';
import type { Period } from './stock.queries.ts';

const WEEK_MS = 6 * 86_400_000;

/** A week until today at the branch, unless somebody chose other dates. */
export function usePeriod(branchId: string): { readonly period: Period; readonly utcOffsetHours: number; readonly bar: ReactNode } {
  const { t } = useTranslation();
  const utcOffsetHours = offsetOf(useQuery(todayQuery).data, branchId);
  const [now] = useState(() => Date.now());
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const period = {
    branchId,
    from: from ?? calendarDay({ at: now - WEEK_MS, utcOffsetHours }),
    to: to ?? calendarDay({ at: now, utcOffsetHours }),
  };
  const bar = (
    <div className="flex flex-wrap gap-3">
      <TextField type="date" label={t('stock.from')} value={period.from} onChange={(event) => setFrom(event.target.value || undefined)} />
      <TextField type="date" label={t('stock.to')} value={period.to} onChange={(event) => setTo(event.target.value || undefined)} />
    </div>
  );
  return { period, utcOffsetHours, bar };
}
