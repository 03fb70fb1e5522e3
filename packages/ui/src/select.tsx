import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';

import { classNames } from './class-names.ts';

export type SelectOption<Value extends string> = { readonly value: Value; readonly label: string };

type SelectProps<Value extends string> = {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly SelectOption<Value>[];
  readonly size?: 'web' | 'touch';
};

export function Select<Value extends string>({ label, hideLabel = false, value, onChange, options, size = 'web' }: SelectProps<Value>) {
  const height = size === 'touch' ? 'min-h-12 text-16' : 'min-h-10 text-14';
  return (
    <Base.Root
      items={[...options]}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      <div className="flex flex-col gap-1">
        <Base.Label className={hideLabel ? 'sr-only' : 'text-14 font-semibold'}>{label}</Base.Label>
        <Base.Trigger
          className={classNames(
            'flex items-center justify-between gap-3 rounded-md border border-line-strong bg-surface-raised px-3 text-left hover:bg-surface-strong',
            height,
          )}
        >
          <Base.Value />
          <Base.Icon>
            <ChevronDown aria-hidden className="size-4 text-ink-muted" />
          </Base.Icon>
        </Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-60 outline-none">
          <Base.Popup className="min-w-(--anchor-width) rounded-md border border-line-strong bg-surface-raised p-1 text-ink shadow-float outline-none">
            <Base.List className="max-h-(--available-height) overflow-y-auto">
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  className={classNames(
                    'flex items-center gap-2 rounded-sm pr-3 pl-2 outline-none data-highlighted:bg-surface-strong',
                    height,
                  )}
                >
                  <span className="size-4">
                    <Base.ItemIndicator>
                      <Check aria-hidden className="size-4" />
                    </Base.ItemIndicator>
                  </span>
                  <Base.ItemText>{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
