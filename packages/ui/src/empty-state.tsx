import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type EmptyStateProps = {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
};

/** Nothing here yet: says so, and what to do about it. */
export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 p-6 text-center">
      <span className="mb-1 flex size-12 shrink-0 items-center justify-center rounded-full bg-surface-strong text-ink-muted">
        <Icon aria-hidden className="size-6" />
      </span>
      <p className="text-16 font-semibold">{title}</p>
      {text && <p className="max-w-80 text-14 text-ink-muted">{text}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
