import { Minus, Plus } from 'lucide-react';

import { IconButton } from './icon-button.tsx';

type StepperProps = {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min?: number;
  readonly max?: number;
  readonly labels: { readonly group: string; readonly less: string; readonly more: string };
};

export function Stepper({ value, onChange, min = 1, max = 999, labels }: StepperProps) {
  return (
    <div role="group" aria-label={labels.group} className="inline-flex items-center gap-1">
      <IconButton
        icon={Minus}
        label={labels.less}
        size="touch"
        tone="outline"
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
      />
      <output className="min-w-10 text-center text-20 font-semibold">{value}</output>
      <IconButton icon={Plus} label={labels.more} size="touch" tone="outline" disabled={value >= max} onClick={() => onChange(value + 1)} />
    </div>
  );
}
