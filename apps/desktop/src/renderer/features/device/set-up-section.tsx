import { Button } from '@fastops/ui/button';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** The steps of the first start, whenever a printer or a screen is another one. */
export function SetUpSection({ onSetUp }: { readonly onSetUp: () => void }) {
  const { t } = useTranslation();
  return (
    <section className="flex flex-col gap-3" aria-labelledby="set-up-title">
      <h3 id="set-up-title" className="text-16 font-semibold">
        {t('first.again-title')}
      </h3>
      <p className="text-14 text-ink-muted">{t('first.again-text')}</p>
      <Button size="touch" icon={ListChecks} onClick={onSetUp} data-testid="set-up-again">
        {t('first.again')}
      </Button>
    </section>
  );
}
