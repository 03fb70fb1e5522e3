import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export type TabItem = { readonly value: string; readonly label: string; readonly hue?: number | undefined };

type TabsProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly items: readonly TabItem[];
  readonly label: string;
  readonly size?: 'web' | 'touch';
  readonly className?: string;
  readonly children: ReactNode;
};

/** A row of tabs over one panel. The row scrolls sideways rather than wrapping: what is below must not move. */
export function Tabs({ value, onChange, items, label, size = 'web', className, children }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(String(next))} className={classNames('flex min-h-0 flex-col', className)}>
      <Base.List
        aria-label={label}
        activateOnFocus
        className="flex shrink-0 gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className={classNames(
              'relative shrink-0 px-3 font-semibold whitespace-nowrap text-ink-muted hover:text-ink data-active:text-ink',
              'after:absolute after:inset-x-2 after:bottom-0 after:h-[3px] after:rounded-full after:bg-transparent data-active:after:bg-accent',
              '-outline-offset-2 focus-visible:-outline-offset-3',
              size === 'touch' ? 'min-h-12 text-16' : 'min-h-10 text-14',
            )}
          >
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={value} className="flex min-h-0 flex-1 flex-col outline-none">
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
