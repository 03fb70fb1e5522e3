import { Menu as Base } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

import { Kbd } from './kbd.tsx';

const ITEM =
  'flex min-h-12 items-center gap-3 rounded-sm px-3 text-16 outline-none data-highlighted:bg-surface-strong cursor-default select-none';

export function Menu({
  trigger,
  children,
  label,
  startsOpen = false,
}: {
  readonly trigger: ReactElement;
  /** It came because somebody wanted it: the button was there before the menu. */
  readonly startsOpen?: boolean;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <Base.Root defaultOpen={startsOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" className="z-60 outline-none">
          <Base.Popup
            aria-label={label}
            className="max-h-(--available-height) min-w-64 overflow-y-auto rounded-md border border-line-strong bg-surface-raised p-1 text-ink shadow-float outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({
  icon: Icon,
  onPress,
  shortcut,
  children,
}: {
  readonly icon: LucideIcon;
  readonly onPress: () => void;
  /** The key that does the same without the menu. */
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <Base.Item className={ITEM} onClick={onPress} aria-keyshortcuts={shortcut}>
      <Icon aria-hidden className="size-5 shrink-0 text-ink-muted" />
      <span className="flex-1">{children}</span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </Base.Item>
  );
}

type MenuChoiceProps<Value extends string> = {
  readonly title: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
};

/** A setting with a few values, inside a menu. The menu stays open so the effect can be seen. */
export function MenuChoice<Value extends string>({ title, value, onChange, options }: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={onChange}>
      <Base.Group>
        <Base.GroupLabel className="px-3 pt-3 pb-1 text-12 font-semibold text-ink-muted">{title}</Base.GroupLabel>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} closeOnClick={false} className={ITEM}>
            <span className="size-5">
              <Base.RadioItemIndicator>
                <Check aria-hidden className="size-5" />
              </Base.RadioItemIndicator>
            </span>
            {option.label}
          </Base.RadioItem>
        ))}
      </Base.Group>
    </Base.RadioGroup>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="mx-2 my-1 h-px bg-line" />;
}
