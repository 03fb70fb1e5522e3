import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { Ban, CalendarX2, Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useCompanyLife } from '../features/company/company.queries.ts';
import { useLogout } from '../features/session/session.queries.ts';
import { useLanguage } from '../lib/i18n.ts';
import type { Me } from '../lib/me.ts';
import { PATHS } from '../lib/paths.ts';

/** What everybody inside has to know about the company today: somebody looks with their eyes, it is stopped, or it closes. */
export function CompanyBanner({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const logout = useLogout();
  const life = useCompanyLife().data;
  const time = me.operator ? new Date(me.operator.until).toLocaleTimeString(locale, { timeStyle: 'short' }) : '';
  const date = life?.closesAt ? new Date(life.closesAt).toLocaleDateString(locale, { dateStyle: 'long' }) : undefined;
  return (
    <>
      {me.operator && (
        <Banner
          tone="warning"
          icon={Eye}
          action={
            <Button onClick={() => logout.mutate(undefined, { onSuccess: () => window.location.assign(PATHS.operator) })}>
              {t('tenancy.banner.leave')}
            </Button>
          }
        >
          {t('tenancy.banner.operator', { name: me.operator.name, time })}
        </Banner>
      )}
      {me.stopped && (
        <Banner tone="danger" icon={Ban}>
          {me.stopped === 'unpaid' ? t('tenancy.banner.unpaid') : t('tenancy.banner.stopped', { reason: life?.suspendedReason ?? '' })}
        </Banner>
      )}
      {date && (
        <Banner tone="warning" icon={CalendarX2}>
          {t('tenancy.banner.closing', { date })}
        </Banner>
      )}
    </>
  );
}
