import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export type Segment<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly detail?: ReactNode;
  readonly disabledReason?: string;
};

type SegmentedProps<Value extends string> = {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly segments: readonly Segment<Value>[];
  readonly label: string;
  /** `stack`: one below the other, for a column. */
  readonly size?: 'web' | 'touch' | 'big' | 'stack';
};

const SIZE = {
  web: 'min-h-10 px-3 text-14',
  touch: 'min-h-12 px-4 text-16',
  big: 'min-h-16 flex-col gap-0 px-4 text-16',
  stack: 'min-h-11 px-4 text-16',
} as const;

const IN_A_ROW = 'inline-flex rounded-md border border-line bg-surface-strong p-0.5';
const LAYOUT = { web: IN_A_ROW, touch: IN_A_ROW, big: 'grid auto-cols-fr grid-flow-col gap-2', stack: 'grid gap-1' } as const;

/** One of a few, all in sight. Arrow keys move, a tap chooses. */
export function Segmented<Value extends string>({ value, onChange, segments, label, size = 'web' }: SegmentedProps<Value>) {
  const big = size === 'big' || size === 'stack';
  return (
    <RadioGroup<Value> aria-label={label} value={value} onValueChange={onChange} className={LAYOUT[size]}>
      {segments.map(({ value: option, label: name, icon: Icon, detail, disabledReason }) => (
        <Radio.Root
          key={option}
          value={option}
          nativeButton
          disabled={disabledReason !== undefined}
          render={<button type="button" title={disabledReason} />}
          className={classNames(
            'flex items-center justify-center gap-2 rounded-md border font-semibold transition-colors data-disabled:cursor-not-allowed data-disabled:opacity-50',
            SIZE[size],
            big
              ? 'border-line-strong bg-surface-raised data-checked:border-accent data-checked:bg-accent-soft data-checked:ring-2 data-checked:ring-accent'
              : 'border-transparent text-ink-muted data-checked:border-line-strong data-checked:bg-surface-raised data-checked:text-ink',
          )}
        >
          {Icon && <Icon aria-hidden className="size-5 shrink-0 max-[1180px]:hidden" />}
          <span>{name}</span>
          {detail}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
