import type { MenuClass } from '@fastops/shared/reports/menu-classes';
import { formatCop, money } from '@fastops/shared/base/money';
import { useTranslation } from 'react-i18next';
import { CartesianGrid, Legend, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts';

import { axisMarks } from '../../lib/axis-marks.ts';
import { shortAmount, wholeNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { kilosText } from './figure-text.ts';
import type { MixItem } from './mix-item.ts';

const AXIS = { fill: 'var(--ink-muted)', fontSize: 12 } as const;
/** Each class has its own shape as well as its own hue. */
const LOOK: Readonly<Record<MenuClass, { readonly shape: 'star' | 'square' | 'triangle' | 'circle'; readonly fill: string }>> = {
  star: { shape: 'star', fill: 'var(--positive)' },
  workhorse: { shape: 'square', fill: 'var(--info)' },
  puzzle: { shape: 'triangle', fill: 'var(--warning)' },
  dog: { shape: 'circle', fill: 'var(--danger)' },
};

/** Products by how many are sold and what each leaves. For eyes only: the table says the same in figures. */
export function MixChart({ items }: { readonly items: readonly MixItem[] }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const sold = axisMarks(Math.max(0, ...items.map(({ quantity }) => quantity)));
  const left = axisMarks(Math.max(0, ...items.map(({ margin }) => margin)));

  function amount(value: number): string {
    const { value: figure, unit } = shortAmount(value, language);
    return unit ? t(`unit.${unit}`, { value: figure }).replace(' ', '\u00a0') : figure;
  }

  return (
    <div aria-hidden className="h-80">
      <ResponsiveContainer width="100%" height="100%">
        <ScatterChart margin={{ top: 8, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" />
          <XAxis
            type="number"
            dataKey="quantity"
            name={t('reports.column.units')}
            tick={AXIS}
            tickLine={false}
            ticks={sold}
            domain={[0, sold.at(-1) ?? 1]}
          />
          <YAxis
            type="number"
            dataKey="margin"
            width={56}
            tick={AXIS}
            tickLine={false}
            ticks={left}
            domain={[0, left.at(-1) ?? 1]}
            tickFormatter={amount}
          />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => (active ? <Tip item={toItem(payload[0]?.payload)} /> : null)}
          />
          <Legend wrapperStyle={{ fontSize: 14 }} formatter={(name) => <span className="text-ink">{String(name)}</span>} />
          {Object.entries(LOOK).map(([menuClass, { shape, fill }]) => (
            <Scatter
              key={menuClass}
              name={t(`reports.menuClass.${menuClass as MenuClass}`)}
              data={items.filter((item) => item.menuClass === menuClass)}
              shape={shape}
              fill={fill}
              isAnimationActive={false}
            />
          ))}
        </ScatterChart>
      </ResponsiveContainer>
    </div>
  );
}

function Tip({ item }: { readonly item: MixItem | undefined }) {
  const { t } = useTranslation();
  if (!item) return null;
  return (
    <div className="rounded-md border border-line-strong bg-surface-raised p-3 text-14 shadow-float">
      <p className="font-semibold">{item.name}</p>
      <p>
        {t('reports.column.units')}:{' '}
        {[item.pieces > 0 && wholeNumber(item.pieces), item.grams > 0 && kilosText(item.grams)].filter(Boolean).join(' + ')}
      </p>
      <p>
        {t('reports.column.margin')}: {formatCop(money(Math.round(item.margin)))}
      </p>
    </div>
  );
}

/** Recharts hands back the point it was given, without its type. */
function toItem(payload: unknown): MixItem | undefined {
  return isItem(payload) ? payload : undefined;
}

function isItem(payload: unknown): payload is MixItem {
  return typeof payload === 'object' && payload !== null && 'menuClass' in payload;
}
