import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

import { classNames } from './class-names.ts';

type ChipProps = Omit<ComponentProps<'button'>, 'onToggle'> & {
  readonly pressed: boolean;
  readonly icon?: LucideIcon;
  /** Drawn struck through when pressed: something taken out, not put in. */
  readonly strikes?: boolean;
};

/** An on-off choice among several. */
export function Chip({ pressed, icon: Icon, strikes = false, className, children, ...rest }: ChipProps) {
  const on = strikes
    ? 'border-danger bg-danger-soft text-danger line-through decoration-2'
    : 'border-accent bg-accent-soft text-ink ring-1 ring-accent';
  return (
    <button
      type="button"
      {...rest}
      aria-pressed={pressed}
      className={classNames(
        'inline-flex min-h-12 items-center gap-2 rounded-md border px-4 text-16 font-medium transition-colors',
        'disabled:cursor-not-allowed disabled:border-line disabled:bg-surface disabled:text-ink-muted',
        pressed ? on : 'border-line-strong bg-surface-raised text-ink hover:bg-surface-strong',
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-5 shrink-0" />}
      {children}
    </button>
  );
}
