import { classNames } from '@fastops/ui/class-names';
import { Ellipsis } from 'lucide-react';
import type { ComponentProps } from 'react';

/** The way to what a phone has no room for. */
export function MoreButton({ here, children, ...button }: ComponentProps<'button'> & { readonly here: boolean }) {
  return (
    <button
      type="button"
      {...button}
      className={classNames(
        'flex min-h-14 flex-col items-center justify-center gap-0.5 text-12 font-semibold hover:bg-surface-strong',
        here ? 'text-ink' : 'text-ink-muted',
      )}
    >
      <Ellipsis
        aria-hidden
        className={classNames('size-5 shrink-0', here && 'box-content rounded-full bg-accent px-4 py-0.5 text-accent-ink')}
      />
      {children}
    </button>
  );
}
