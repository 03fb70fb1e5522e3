import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export type StatusTone = 'positive' | 'warning' | 'danger' | 'neutral';

const FILL: Record<StatusTone, string> = {
  positive: 'bg-positive rounded-full',
  warning: 'border-[3px] border-warning rounded-full',
  danger: 'bg-danger rotate-45 rounded-none scale-90',
  neutral: 'border-2 border-ink-muted rounded-full',
};

/** A mark whose shape differs as well as its colour, always with its word beside it. */
export function StatusDot({ tone, children }: { readonly tone: StatusTone; readonly children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden className={classNames('inline-block size-2.5 shrink-0', FILL[tone])} />
      {children}
    </span>
  );
}
