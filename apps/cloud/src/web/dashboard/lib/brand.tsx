import { classNames } from '@fastops/ui/class-names';
import { useTranslation } from 'react-i18next';

const MARK = { plain: 'bg-accent text-accent-ink', accent: 'bg-accent-ink text-accent' } as const;

type Ground = { readonly ground?: keyof typeof MARK };

/** The mark and the name, drawn for the ground they stand on. */
export function Brand({ ground = 'plain' }: Ground) {
  const { t } = useTranslation();
  return (
    <span className="flex items-center gap-2 text-20 font-semibold tracking-tight">
      <Mark ground={ground} />
      {t('app.name')}
    </span>
  );
}

export function Mark({ ground = 'plain' }: Ground) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={classNames('size-8 shrink-0 rounded-sm', MARK[ground])}>
      <path fill="currentColor" d="M10 24V8h13v4h-8.5v3H21v4h-6.5v5z" />
    </svg>
  );
}
