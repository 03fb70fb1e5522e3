import { formatCop, money } from '@fastops/shared/base/money';
import { Money } from '@fastops/ui/money';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Area, Bar, CartesianGrid, ComposedChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

import { axisMarks } from '../../lib/axis-marks.ts';
import { hourLabel, shortAmount } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { SeriesPatterns, seriesPattern, SeriesSwatch } from '../../lib/series-style.tsx';
import type { HourRow, Series } from './today.view.ts';

const AXIS = { fill: 'var(--ink-muted)', fontSize: 12 } as const;
const CORNERS: [number, number, number, number] = [3, 3, 0, 0];

type HoursChartProps = { readonly series: readonly Series[]; readonly rows: readonly HourRow[] };

/** Bars by hour, one above the other per branch. For eyes only: the table next door says the same in figures. */
export function HoursChart({ series, rows }: HoursChartProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const scope = useId();
  const marks = axisMarks(Math.max(0, ...rows.flatMap((row) => [row.sales, row.usual?.high ?? 0])));

  function axisAmount(amount: number): string {
    const { value, unit } = shortAmount(amount, language);
    // A plain space would let the axis break the number from its unit.
    return unit ? t(`unit.${unit}`, { value }).replace(' ', '\u00a0') : value;
  }

  return (
    <div aria-hidden className="h-full">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={[...rows]} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <SeriesPatterns scope={scope} count={series.length} />
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey={(row: HourRow) => hourLabel(row.hour)}
            tick={AXIS}
            tickLine={false}
            axisLine={{ stroke: 'var(--line-strong)' }}
            minTickGap={12}
          />
          <YAxis
            tick={AXIS}
            tickLine={false}
            axisLine={false}
            width={56}
            ticks={marks}
            domain={[0, marks.at(-1) ?? 1]}
            tickFormatter={axisAmount}
          />
          <Tooltip
            cursor={{ fill: 'var(--surface-strong)', opacity: 0.6 }}
            isAnimationActive={false}
            content={({ active, payload }) => (active ? <HourTip row={toRow(payload[0]?.payload)} series={series} /> : null)}
          />
          {/* Behind the bars: between the least and the most of the same weekdays. */}
          <Area
            type="monotone"
            dataKey={(row: HourRow) => (row.usual ? [row.usual.low, row.usual.high] : undefined)}
            fill="var(--ink-muted)"
            fillOpacity={0.2}
            stroke="var(--ink-muted)"
            strokeDasharray="3 3"
            isAnimationActive={false}
            activeDot={false}
          />
          {series.map((each, index) => (
            <Bar
              key={each.key}
              dataKey={(row: HourRow) => row.parts[index] ?? 0}
              name={each.key}
              stackId="hour"
              maxBarSize={40}
              isAnimationActive={false}
              fill={`url(#${seriesPattern(scope, index)})`}
              stroke="var(--surface-raised)"
              strokeWidth={1}
              {...(index === series.length - 1 ? { radius: CORNERS } : {})}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function HourTip({ row, series }: { readonly row: HourRow | undefined; readonly series: readonly Series[] }) {
  const { t } = useTranslation();
  if (!row) return null;
  return (
    <div className="rounded-md border border-line-strong bg-surface-raised p-3 text-14 shadow-float">
      <p className="flex justify-between gap-6 font-semibold">
        <span>{t('hours.range', { from: hourLabel(row.hour), to: hourLabel((row.hour + 1) % 24) })}</span>
        <Money amount={row.sales} />
      </p>
      {series.length > 1 &&
        series.map((each, index) => (
          <p key={each.key} className="mt-1 flex items-center gap-2">
            <SeriesSwatch index={index} />
            <span className="min-w-0 flex-1">{each.name ?? t('hours.others')}</span>
            <Money amount={row.parts[index] ?? row.sales} />
          </p>
        ))}
      <p className="mt-1 text-ink-muted">{t('hours.ticketCount', { count: row.tickets })}</p>
      {row.usual && (
        <p className="text-ink-muted">
          {t('morning.usualRange', { low: formatCop(money(row.usual.low)), high: formatCop(money(row.usual.high)) })}
        </p>
      )}
    </div>
  );
}

/** Recharts hands back the row it was given, without its type. */
function toRow(payload: unknown): HourRow | undefined {
  return isRow(payload) ? payload : undefined;
}

function isRow(payload: unknown): payload is HourRow {
  return typeof payload === 'object' && payload !== null && 'parts' in payload && 'hour' in payload;
}
