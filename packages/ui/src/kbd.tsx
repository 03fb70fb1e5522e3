import type { ReactNode } from 'react';

/** The key that does the same. Hidden from readers, which announce shortcuts by `aria-keyshortcuts`. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd aria-hidden className="rounded-sm border border-current px-1.5 font-sans text-12 leading-5 font-medium opacity-75">
      {children}
    </kbd>
  );
}
