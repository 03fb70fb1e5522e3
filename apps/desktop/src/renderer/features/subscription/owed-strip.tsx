import { Banner } from '@fastops/ui/banner';
import { CreditCard } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { TerminalStatus } from '../../lib/terminal.queries.ts';
import { useNow } from '../../lib/use-now.ts';

/** Says that the company owes its subscription, and until when this till opens shifts; nothing while nothing is owed. */
export function OwedStrip({ worksUntil, locale }: { readonly worksUntil: TerminalStatus['worksUntil']; readonly locale: string }) {
  const { t } = useTranslation();
  const now = useNow(60_000, worksUntil !== null);
  if (worksUntil === null) return null;
  const hasEnded = now >= worksUntil;
  const until: string = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'America/Bogota' }).format(worksUntil);
  return (
    <div data-testid="subscription-owed">
      <Banner tone={hasEnded ? 'danger' : 'warning'} icon={CreditCard}>
        {hasEnded ? t('subscription.ended') : t('subscription.owed', { until })}
      </Banner>
    </div>
  );
}
