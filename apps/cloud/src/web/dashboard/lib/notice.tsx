import { classNames } from '@fastops/ui/class-names';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

const TONE = {
  quiet: 'bg-surface text-ink',
  positive: 'bg-positive-soft text-positive',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
} as const;

type NoticeProps = {
  readonly icon: LucideIcon;
  readonly tone?: keyof typeof TONE;
  /** Read aloud at once: for what answers something the person just did. */
  readonly urgent?: boolean;
  readonly children: ReactNode;
};

/** A boxed remark inside a form or a dialog. */
export function Notice({ icon: Icon, tone = 'quiet', urgent = false, children }: NoticeProps) {
  return (
    <div role={urgent ? 'alert' : undefined} className={classNames('flex gap-3 rounded-md px-4 py-3 text-14 font-medium', TONE[tone])}>
      <Icon aria-hidden className="size-5 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
