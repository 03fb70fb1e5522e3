import { Field } from '@base-ui/react/field';
import type { ComponentProps, ReactNode, Ref } from 'react';

import { classNames } from './class-names.ts';

type TextFieldProps = Omit<ComponentProps<'input'>, 'size' | 'prefix'> & {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly size?: 'web' | 'touch';
  readonly lead?: ReactNode;
  readonly trail?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
};

export function TextField(props: TextFieldProps) {
  const { label, hideLabel = false, hint, error, size = 'web', lead, trail, inputRef, className, ...rest } = props;
  return (
    <Field.Root invalid={error !== undefined} className={classNames('flex flex-col gap-1', className)}>
      <Field.Label className={hideLabel ? 'sr-only' : 'text-14 font-semibold'}>{label}</Field.Label>
      <span
        className={classNames(
          'flex items-center gap-2 rounded-md border bg-surface-raised px-3 focus-within:outline-3 focus-within:outline-focus',
          error ? 'border-danger' : 'border-line-strong',
          size === 'touch' ? 'min-h-12 text-16' : 'min-h-10 text-14',
        )}
      >
        {lead}
        <Field.Control
          {...rest}
          render={<input ref={inputRef} />}
          className="min-w-0 flex-1 self-stretch bg-transparent outline-none placeholder:text-ink-muted"
        />
        {trail}
      </span>
      {hint && !error && <Field.Description className="text-12 text-ink-muted">{hint}</Field.Description>}
      {error && (
        <Field.Error match className="text-14 text-danger">
          {error}
        </Field.Error>
      )}
    </Field.Root>
  );
}
