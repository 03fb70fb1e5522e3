import { Button } from '@fastops/ui/button';
import { LifeBuoy } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useSupportBundle } from './device.queries.ts';

const DAYS = 7;

/** One press makes all that support asks for. */
export function SupportSection() {
  const { t } = useTranslation();
  const bundle = useSupportBundle();
  return (
    <section className="flex flex-col gap-3" aria-labelledby="support-title">
      <h3 id="support-title" className="text-16 font-semibold">
        {t('support.title')}
      </h3>
      <p className="text-14 text-ink-muted">{t('support.explain', { days: DAYS })}</p>
      <Button size="touch" icon={LifeBuoy} busy={bundle.isPending} onClick={() => bundle.mutate(DAYS)} data-testid="support-bundle">
        {t('support.make')}
      </Button>
      {bundle.data && (
        <p role="status" className="text-14 wrap-break-word">
          {t('support.made', { path: bundle.data.path })}
        </p>
      )}
      {bundle.isError && (
        <p role="alert" className="text-14 font-medium text-danger">
          {t('common.not-saved')}
        </p>
      )}
    </section>
  );
}
