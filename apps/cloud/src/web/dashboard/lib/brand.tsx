import { useTranslation } from 'react-i18next';

/** The mark and the name. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <span className="flex items-center gap-2 text-20 font-semibold tracking-tight">
      <svg aria-hidden viewBox="0 0 32 32" className="size-8 shrink-0 rounded-sm bg-accent-ink text-accent">
        <path fill="currentColor" d="M10 24V8h13v4h-8.5v3H21v4h-6.500v5z" />
      </svg>
      {t('app.name')}
    </span>
  );
}
