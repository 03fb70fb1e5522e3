import { ChevronDown } from 'lucide-react';

import { classNames } from './class-names.ts';
import type { SelectOption } from './select.tsx';

type PlainSelectProps<Value extends string> = {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly SelectOption<Value>[];
};

/** The system's own list: on a phone the one that people know, and without the script that a drawn one brings along. */
export function PlainSelect<Value extends string>({ label, hideLabel = false, value, onChange, options }: PlainSelectProps<Value>) {
  return (
    <label className="flex flex-col gap-1">
      <span className={hideLabel ? 'sr-only' : 'text-14 font-semibold'}>{label}</span>
      <span className="relative flex">
        <select
          value={value}
          onChange={(event) => {
            const next = options.find((option) => option.value === event.target.value);
            if (next) onChange(next.value);
          }}
          className={classNames(
            'min-h-10 w-full appearance-none rounded-md border border-line-strong bg-surface-raised py-2 pr-10 pl-3 text-14 text-ink',
            'hover:bg-surface-strong',
          )}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-muted" />
      </span>
    </label>
  );
}
