import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

import { classNames } from './class-names.ts';

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  readonly icon: LucideIcon;
  /** What it does, for those who don't see the picture. */
  readonly label: string;
  readonly size?: 'web' | 'touch';
  readonly tone?: 'plain' | 'danger' | 'outline' | 'danger-outline';
};

const TONE = {
  plain: 'border-transparent text-ink hover:bg-surface-strong active:bg-surface-strong',
  danger: 'border-transparent text-danger hover:bg-danger-soft active:bg-danger-soft',
  'danger-outline': 'border-line-strong bg-surface-raised text-danger hover:bg-danger-soft active:bg-danger-soft',
  outline: 'border-line-strong bg-surface-raised text-ink hover:bg-surface-strong active:bg-surface-strong',
} as const;

export function IconButton({ icon: Icon, label, size = 'web', tone = 'plain', className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-md border transition-colors',
        'disabled:cursor-not-allowed disabled:border-line disabled:text-ink-muted disabled:opacity-60',
        size === 'touch' ? 'size-12' : 'size-10',
        TONE[tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-5" />
    </button>
  );
}
