import { classNames } from '@fastops/ui/class-names';
import type { LucideIcon } from 'lucide-react';
import {
  ArrowLeft,
  BellRing,
  BookUser,
  Building2,
  ChefHat,
  ChevronRight,
  ConciergeBell,
  CreditCard,
  Gauge,
  IdCard,
  KeyRound,
  ReceiptText,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

import { bringOfficeWords } from '../lib/i18n.ts';
import { InnerLink } from '../lib/inner-link.tsx';
import { goTo } from '../lib/location.ts';
import { useMe } from '../lib/me.ts';
import type { SettingsPage } from '../lib/paths.ts';
import { PATHS, settingsPageOf, settingsPath } from '../lib/paths.ts';
import { useScreenTitle } from '../lib/screen-title.ts';
import { NotFoundScreen } from './not-found.screen.tsx';
import { screensBeside, settingsPagesFor } from './settings-pages.ts';

const ApiKeysScreen = lazy(async () => {
  await bringOfficeWords();
  return { default: (await import('../features/api-keys/api-keys.screen.tsx')).ApiKeysScreen };
});
const CustomersScreen = lazy(async () => ({ default: (await import('../features/customers/customers.screen.tsx')).CustomersScreen }));
const FlagsScreen = lazy(async () => {
  const [{ FlagsScreen: Screen }] = await Promise.all([import('../features/flags/flags.screen.tsx'), bringOfficeWords()]);
  return { default: Screen };
});
const KitchenScreen = lazy(async () => ({ default: (await import('../features/kitchen/kitchen.screen.tsx')).KitchenScreen }));
const LimitsScreen = lazy(async () => ({ default: (await import('../features/limits/limits.screen.tsx')).LimitsScreen }));
const ServiceScreen = lazy(async () => ({ default: (await import('../features/service/service.screen.tsx')).ServiceScreen }));
const CompanyScreen = lazy(async () => ({ default: (await import('../features/company/company.screen.tsx')).CompanyScreen }));
const StaffScreen = lazy(async () => ({ default: (await import('../features/staff/staff.screen.tsx')).StaffScreen }));

type Page = { readonly icon: LucideIcon; readonly screen: ReactNode };

const PAGES: Readonly<Record<SettingsPage, Page>> = {
  'personas-en-caja': { icon: IdCard, screen: <StaffScreen /> },
  limites: { icon: Gauge, screen: <LimitsScreen /> },
  servicio: { icon: ConciergeBell, screen: <ServiceScreen /> },
  cocina: { icon: ChefHat, screen: <KitchenScreen /> },
  clientes: { icon: BookUser, screen: <CustomersScreen /> },
  avisos: { icon: BellRing, screen: <FlagsScreen /> },
  empresa: { icon: Building2, screen: <CompanyScreen /> },
  api: { icon: KeyRound, screen: <ApiKeysScreen /> },
};

const BESIDE = {
  [PATHS.people]: { icon: Users, words: 'people' },
  [PATHS.tickets]: { icon: ReceiptText, words: 'tickets' },
  [PATHS.subscription]: { icon: CreditCard, words: 'subscription' },
} as const;

/** The settings: all of them as a list, one beside the list where there is room. */
export function SettingsArea({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const me = useMe().data;
  const pages = me ? settingsPagesFor(me) : [];
  const beside = me ? screensBeside(me) : [];
  const open = pages.find((each) => each === settingsPageOf(path));
  useScreenTitle(open ? t(`settings.pages.${open}.title`) : t('settings.screen'));
  if (path !== PATHS.settings && !open) return <NotFoundScreen />;
  return (
    <div className="mx-auto grid max-w-[1320px] gap-6 p-4 lg:p-6 xl:grid-cols-[248px_minmax(0,1fr)]">
      <nav aria-label={t('settings.screen')} className={classNames('flex flex-col gap-4', open && 'max-xl:hidden')}>
        <div>
          {open ? (
            <p className="text-28 font-semibold">{t('settings.screen')}</p>
          ) : (
            <h1 className="text-28 font-semibold">{t('settings.screen')}</h1>
          )}
          <p className="max-w-[70ch] text-14 text-ink-muted">{t('settings.intro')}</p>
        </div>
        <ul className={classNames('overflow-clip rounded-md border border-line bg-surface-raised', !open && 'max-w-[640px]')}>
          {beside.map((to) => (
            <ListLink
              key={to}
              to={to}
              icon={BESIDE[to].icon}
              title={t(`nav.${BESIDE[to].words}`)}
              text={t(`settings.beside.${BESIDE[to].words}`)}
            />
          ))}
          {pages.map((each) => (
            <ListLink
              key={each}
              to={settingsPath(each)}
              icon={PAGES[each].icon}
              here={each === open}
              title={t(`settings.pages.${each}.title`)}
              text={t(`settings.pages.${each}.text`)}
            />
          ))}
        </ul>
      </nav>
      {open && <OpenPage page={open}>{PAGES[open].screen}</OpenPage>}
    </div>
  );
}

function OpenPage({ page, children }: { readonly page: SettingsPage; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="xl:hidden">
        <InnerLink to={PATHS.settings} icon={ArrowLeft}>
          {t('settings.all')}
        </InnerLink>
      </div>
      <div>
        <h1 className="text-28 font-semibold">{t(`settings.pages.${page}.title`)}</h1>
        <p className="max-w-[70ch] text-14 text-ink-muted">{t(`settings.pages.${page}.text`)}</p>
      </div>
      <Suspense>{children}</Suspense>
    </div>
  );
}

type ListLinkProps = {
  readonly to: string;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly here?: boolean;
};

function ListLink({ to, icon: Icon, title, text, here = false }: ListLinkProps) {
  return (
    <li className="border-t border-line first:border-t-0">
      <a
        href={to}
        aria-current={here ? 'page' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          goTo(to);
          window.scrollTo(0, 0);
        }}
        className={classNames('flex min-h-14 items-center gap-3 px-4 py-2 hover:bg-surface', here && 'bg-accent-soft')}
      >
        <Icon aria-hidden className="size-5 shrink-0 text-ink-muted" />
        <span className="min-w-0 flex-1">
          <span className="block text-14 font-semibold">{title}</span>
          <span className="block text-14 text-ink-muted xl:hidden">{text}</span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-muted xl:hidden" />
      </a>
    </li>
  );
}
