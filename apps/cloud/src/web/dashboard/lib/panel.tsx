import { classNames } from '@fastops/ui/class-names';
import type { ReactNode } from 'react';
import { useId } from 'react';

type PanelProps = { readonly title: string; readonly action?: ReactNode; readonly flush?: boolean; readonly children: ReactNode };

/** A titled part of a page. `flush` lets rows run from edge to edge. */
export function Panel({ title, action, flush = false, children }: PanelProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="min-w-0 overflow-clip rounded-md border border-line bg-surface-raised">
      <div className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
        <h2 id={titleId} className="text-16 font-semibold">
          {title}
        </h2>
        {action}
      </div>
      <div className={classNames(flush ? 'border-t border-line' : 'px-4 pb-4')}>{children}</div>
    </section>
  );
}
