import { Avatar } from '@fastops/ui/avatar';
import { ChevronsUpDown } from 'lucide-react';
import type { ComponentProps } from 'react';

import type { Me } from '../lib/me.ts';

type UserButtonProps = ComponentProps<'button'> & { readonly me: Me; readonly label: string };

/** Who is here; the way to what belongs to them. */
export function UserButton({ me, label, ...rest }: UserButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className="flex min-h-12 w-full min-w-12 items-center justify-center gap-2 rounded-md p-1 text-left hover:bg-surface-strong xl:px-2"
    >
      <span className="sr-only">{label}</span>
      <Avatar name={me.name} size="small" />
      <span className="min-w-0 flex-1 max-xl:sr-only">
        <span className="block truncate text-14 font-semibold">{me.name}</span>
        <span className="block truncate text-12 text-ink-muted">{me.email}</span>
      </span>
      <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-muted max-xl:hidden" />
    </button>
  );
}
