import { useId } from 'react';

type TextAreaProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A few lines of the owner's own words. */
export function TextArea({ label, hint, value, onChange }: TextAreaProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-14 font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={1300}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
        className="rounded-md border border-line-strong bg-surface-raised px-3 py-2 text-14 focus-visible:outline-3 focus-visible:outline-focus"
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-12 text-ink-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
