import { formatCop, money } from '@fastops/shared/base/money';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

import { shortAmount } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { axisMarks } from '../../lib/axis-marks.ts';
import { SeriesPatterns, seriesPattern, SeriesSwatch } from '../../lib/series-style.tsx';
import type { Group } from './sales.view.ts';
import { partOf } from './sales.view.ts';

const AXIS = { fill: 'var(--ink-muted)', fontSize: 12 } as const;
const ROW_HEIGHT = 36;

type Apart = readonly { readonly id: string; readonly name: string | undefined }[];
type SalesChartProps = {
  readonly groups: readonly Group[];
  readonly apart: Apart;
  /** Names that want room lie: bars from left to right. */
  readonly lying: boolean;
};

/** Bars of sales, branches one on the other. For eyes only: the table under it says the same in figures. */
export function SalesChart({ groups, apart, lying }: SalesChartProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const scope = useId();
  const marks = axisMarks(Math.max(0, ...groups.map(({ sales }) => sales)));
  const domain: [number, number] = [0, marks.at(-1) ?? 1];

  function amount(value: number): string {
    const { value: figure, unit } = shortAmount(value, language);
    return unit ? t(`unit.${unit}`, { value: figure }).replace(' ', '\u00a0') : figure;
  }

  const names = { dataKey: (group: Group) => group.name, tick: AXIS, tickLine: false, axisLine: { stroke: 'var(--line-strong)' } };
  const amounts = { tick: AXIS, tickLine: false, axisLine: false as const, ticks: marks, domain, tickFormatter: amount };
  return (
    <div aria-hidden style={{ height: lying ? Math.max(160, groups.length * ROW_HEIGHT + 40) : 280 }}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={[...groups]}
          layout={lying ? 'vertical' : 'horizontal'}
          margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <SeriesPatterns scope={scope} count={apart.length} />
          <CartesianGrid vertical={lying} horizontal={!lying} stroke="var(--line)" />
          {lying ? <XAxis type="number" {...amounts} /> : <XAxis {...names} minTickGap={16} />}
          {lying ? <YAxis type="category" width={132} {...names} /> : <YAxis width={56} {...amounts} />}
          <Tooltip
            cursor={{ fill: 'var(--surface-strong)', opacity: 0.6 }}
            isAnimationActive={false}
            content={({ active, payload }) => (active ? <Tip group={toGroup(payload[0]?.payload)} apart={apart} /> : null)}
          />
          {apart.map(({ id }, index) => (
            <Bar
              key={id}
              dataKey={(group: Group) => partOf(group, id, apart)}
              name={id}
              stackId="sales"
              maxBarSize={lying ? 22 : 44}
              isAnimationActive={false}
              fill={`url(#${seriesPattern(scope, index)})`}
              stroke="var(--surface-raised)"
              strokeWidth={1}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function Tip({ group, apart }: { readonly group: Group | undefined; readonly apart: Apart }) {
  const { t } = useTranslation();
  if (!group) return null;
  return (
    <div className="rounded-md border border-line-strong bg-surface-raised p-3 text-14 shadow-float">
      <p className="flex justify-between gap-6 font-semibold">
        <span>{group.name}</span>
        <span>{formatCop(money(group.sales))}</span>
      </p>
      {apart.length > 1 &&
        apart.map(({ id, name }, index) => (
          <p key={id} className="mt-1 flex items-center gap-2">
            <SeriesSwatch index={index} />
            <span className="min-w-0 flex-1">{name ?? t('reports.others')}</span>
            <span>{formatCop(money(partOf(group, id, apart)))}</span>
          </p>
        ))}
    </div>
  );
}

/** Recharts hands back the row it was given, without its type. */
function toGroup(payload: unknown): Group | undefined {
  return isGroup(payload) ? payload : undefined;
}

function isGroup(payload: unknown): payload is Group {
  return typeof payload === 'object' && payload !== null && 'byBranch' in payload;
}
