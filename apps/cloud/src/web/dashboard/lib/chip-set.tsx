import { Chip } from '@fastops/ui/chip';
import { Check } from 'lucide-react';

type ChipSetProps<Value extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: Value[]) => void;
};

/** Several of a few, all in sight; they keep the order in which they are shown. */
export function ChipSet<Value extends string>({ label, options, chosen, onChange }: ChipSetProps<Value>) {
  const toggle = (value: Value) =>
    onChange(options.map((option) => option.value).filter((each) => (each === value ? !chosen.includes(each) : chosen.includes(each))));
  return (
    <fieldset>
      <legend className="mb-2 text-14 font-semibold">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => {
          const pressed = chosen.includes(option.value);
          return (
            <Chip key={option.value} pressed={pressed} {...(pressed ? { icon: Check } : {})} onClick={() => toggle(option.value)}>
              {option.label}
            </Chip>
          );
        })}
      </div>
    </fieldset>
  );
}
