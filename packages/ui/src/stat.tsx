import { TrendingDown, TrendingUp } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

type StatProps = {
  readonly label: string;
  readonly value: ReactNode;
  readonly comparison?: ReactNode;
  readonly trend?: 'up' | 'down' | 'level';
};

const TREND = { up: 'text-positive', down: 'text-danger', level: 'text-ink-muted' } as const;

/** One figure a person runs the business by, and what is normal for it. */
export function Stat({ label, value, comparison, trend = 'level' }: StatProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-md border border-line bg-surface-raised p-4">
      <span className="text-14 text-ink-muted">{label}</span>
      <span className="text-28 font-semibold whitespace-nowrap">{value}</span>
      {comparison && (
        <span className={classNames('flex items-center gap-1 text-14', TREND[trend])}>
          {trend === 'up' && <TrendingUp aria-hidden className="size-4 shrink-0" />}
          {trend === 'down' && <TrendingDown aria-hidden className="size-4 shrink-0" />}
          {comparison}
        </span>
      )}
    </div>
  );
}
