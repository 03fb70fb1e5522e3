import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export type BannerTone = 'quiet' | 'info' | 'warning' | 'danger';

const TONE: Record<BannerTone, string> = {
  quiet: 'bg-surface-strong text-ink',
  info: 'bg-info-soft text-info',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
};

type BannerProps = {
  readonly tone?: BannerTone;
  readonly icon: LucideIcon;
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

/** A strip across the screen: says what is so and what to do, and never blocks the work below it. */
export function Banner({ tone = 'quiet', icon: Icon, children, action }: BannerProps) {
  return (
    <div role="status" className={classNames('flex min-h-12 items-center gap-3 border-b border-line px-4 text-14 font-medium', TONE[tone])}>
      <Icon aria-hidden className="size-5 shrink-0" />
      <span className="min-w-0 flex-1 py-2">{children}</span>
      {action}
    </div>
  );
}
