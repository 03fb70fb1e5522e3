import { classNames } from './class-names.ts';

/** The shape of what is coming. It shows only after 150 ms: most answers are faster and must not flicker. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <div aria-hidden className="appear-late">
      <div className={classNames('pulse-soft rounded-md bg-surface-strong', className)} />
    </div>
  );
}
