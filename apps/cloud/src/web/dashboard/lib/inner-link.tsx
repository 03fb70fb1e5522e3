import type { LucideIcon } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';

import { goTo } from './location.ts';

type InnerLinkProps = { readonly to: string; readonly icon?: LucideIcon; readonly label?: string; readonly children: ReactNode };

/** A way to another screen of the dashboard: a real address, followed without loading the page again. */
export function InnerLink({ to, icon: Icon, label, children }: InnerLinkProps) {
  function follow(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goTo(to);
    window.scrollTo(0, 0);
  }
  return (
    <a
      href={to}
      onClick={follow}
      aria-label={label}
      className="inline-flex min-h-10 items-center gap-2 self-start rounded-md px-2 text-14 font-semibold whitespace-nowrap hover:bg-surface-strong"
    >
      {Icon && <Icon aria-hidden className="size-5 shrink-0" />}
      {children}
    </a>
  );
}
