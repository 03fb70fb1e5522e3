import { classNames } from '@fastops/ui/class-names';

import { useLook } from '../lib/look.ts';

const NAME = 'FastOps';

/** The company's own logo, where its branch file brought one; otherwise ours. */
export function BranchMark() {
  const look = useLook();
  if (!look?.logo) return <Wordmark />;
  const source = `data:image/png;base64,${look.logo}`;
  return <img src={source} alt={look.companyName} className="h-9 max-w-40 rounded-sm object-contain" data-testid="branch-logo" />;
}

export function Wordmark({ large = false }: { readonly large?: boolean }) {
  return (
    <span className={classNames('inline-flex items-center gap-2 font-bold tracking-tight', large ? 'text-28' : 'text-20')}>
      <span aria-hidden className={classNames('rounded-sm bg-accent', large ? 'size-6' : 'size-4')} />
      {NAME}
    </span>
  );
}
