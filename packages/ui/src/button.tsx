import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { useId } from 'react';

import { classNames } from './class-names.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'ghost';
export type ButtonSize = 'web' | 'touch' | 'hero';

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: LucideIcon;
  readonly busy?: boolean;
  /** Why it can't be pressed. A button is never grey without a reason. */
  readonly disabledReason?: string | undefined;
  readonly shortcut?: ReactNode;
  readonly stretch?: boolean;
};

const VARIANT: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-accent-ink hover:bg-accent-pressed active:bg-accent-pressed',
  secondary: 'border-line-strong bg-surface-raised text-ink hover:bg-surface-strong active:bg-surface-strong',
  danger: 'border-transparent bg-danger text-danger-ink hover:opacity-90 active:opacity-80',
  ghost: 'border-transparent bg-transparent text-ink hover:bg-surface-strong active:bg-surface-strong',
};
const SIZE: Record<ButtonSize, string> = {
  web: 'min-h-10 gap-2 px-4 text-14',
  touch: 'min-h-12 gap-2 px-4 text-16',
  hero: 'min-h-16 gap-3 px-6 text-20',
};
const OFF = 'cursor-not-allowed border-line bg-surface-strong text-ink-muted';

export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'web', icon, busy = false, disabledReason, shortcut, stretch = false, ...native } = props;
  const { className, children, onClick, ...rest } = native;
  const reasonId = useId();
  const off = disabledReason !== undefined;

  function press(event: MouseEvent<HTMLButtonElement>) {
    if (off || busy) event.preventDefault();
    else onClick?.(event);
  }

  return (
    <button
      type="button"
      {...rest}
      {...(off ? { 'aria-disabled': true, 'aria-describedby': reasonId, title: disabledReason } : {})}
      onClick={press}
      aria-busy={busy || undefined}
      className={classNames(
        'inline-flex items-center justify-center rounded-md border font-semibold transition-colors',
        SIZE[size],
        off ? OFF : VARIANT[variant],
        stretch && 'w-full',
        className,
      )}
    >
      <Lead icon={icon} busy={busy} />
      <span className="min-w-0">{children}</span>
      {shortcut}
      {off && (
        <span id={reasonId} className="sr-only">
          {disabledReason}
        </span>
      )}
    </button>
  );
}

function Lead({ icon: Icon, busy }: { readonly icon: LucideIcon | undefined; readonly busy: boolean }) {
  if (busy) return <LoaderCircle aria-hidden className="spin-busy size-5 shrink-0" />;
  return Icon ? <Icon aria-hidden className="size-5 shrink-0" /> : null;
}
