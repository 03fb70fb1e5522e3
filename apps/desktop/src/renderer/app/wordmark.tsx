import { classNames } from '@fastops/ui/class-names';

const NAME = 'FastOps';

export function Wordmark({ large = false }: { readonly large?: boolean }) {
  return (
    <span className={classNames('inline-flex items-center gap-2 font-bold tracking-tight', large ? 'text-28' : 'text-20')}>
      <span aria-hidden className={classNames('rounded-sm bg-accent', large ? 'size-6' : 'size-4')} />
      {NAME}
    </span>
  );
}
