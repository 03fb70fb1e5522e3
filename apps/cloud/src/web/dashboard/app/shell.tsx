import { classNames } from '@fastops/ui/class-names';
import { ToastProvider } from '@fastops/ui/toast';
import type { LucideIcon } from 'lucide-react';
import { ArrowLeft, BookOpen, ChartColumn, House, Package, Settings, Store, Wallet } from 'lucide-react';
import type { ComponentType, MouseEvent, ReactNode } from 'react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Brand, Mark } from '../lib/brand.tsx';
import { bringOfficeWords } from '../lib/i18n.ts';
import { InnerLink } from '../lib/inner-link.tsx';
import { goTo, usePlace } from '../lib/location.ts';
import type { Me } from '../lib/me.ts';
import { branchOfPath, invoiceOfPath, PATHS, UNDER_SETTINGS } from '../lib/paths.ts';
import { CompanyBanner } from './company-banner.tsx';
import { NotFoundScreen } from './not-found.screen.tsx';
import { MoreButton } from './more-button.tsx';
import { UserButton } from './user-button.tsx';

const loadUserMenu = () => import('./user-menu.tsx');
/** Menus bring a script of their own: it comes when somebody goes for the button. */
const UserMenu = lazy(async () => ({ default: (await loadUserMenu()).UserMenu }));

const TodayScreen = lazy(async () => ({ default: (await import('../features/today/today.screen.tsx')).TodayScreen }));
const ReportsScreen = withOfficeWords(async () => (await import('../features/reports/reports.screen.tsx')).ReportsScreen);
const BranchesScreen = withOfficeWords(async () => (await import('../features/branches/branches.screen.tsx')).BranchesScreen);
const BranchPage = lazy(async () => ({ default: (await import('./branch-page.tsx')).BranchPage }));

const CashScreen = lazy(async () => ({ default: (await import('../features/cash/cash.screen.tsx')).CashScreen }));
const PeopleScreen = lazy(async () => ({ default: (await import('../features/people/people.screen.tsx')).PeopleScreen }));

const SettingsArea = lazy(async () => ({ default: (await import('./settings-area.tsx')).SettingsArea }));
const loadMoreMenu = () => import('./more-menu.tsx');
const MoreMenu = lazy(async () => ({ default: (await loadMoreMenu()).MoreMenu }));
const MenuScreen = withOfficeWords(async () => (await import('../features/menu/menu.screen.tsx')).MenuScreen);
const StockScreen = withOfficeWords(async () => (await import('../features/stock/stock.screen.tsx')).StockScreen);
const TicketsScreen = lazy(async () => ({ default: (await import('../features/tickets/tickets.screen.tsx')).TicketsScreen }));

const SubscriptionScreen = lazy(async () => ({
  default: (await import('../features/subscription/subscription.screen.tsx')).SubscriptionScreen,
}));
const InvoiceScreen = lazy(async () => ({ default: (await import('../features/subscription/invoice.screen.tsx')).InvoiceScreen }));

const ENTRIES = [
  { path: PATHS.today, label: 'nav.today', icon: House },
  { path: PATHS.reports, label: 'nav.reports', icon: ChartColumn },
  { path: PATHS.branches, label: 'nav.branches', icon: Store },
  { path: PATHS.menu, label: 'nav.menu', icon: BookOpen },
  { path: PATHS.stock, label: 'nav.stock', icon: Package },
  { path: PATHS.cash, label: 'nav.cash', icon: Wallet },
  { path: PATHS.settings, label: 'nav.settings', icon: Settings },
] as const;
type Entry = (typeof ENTRIES)[number];

/** A page whose words come with it. */
function withOfficeWords<P>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => {
    const [Screen] = await Promise.all([load(), bringOfficeWords()]);
    return { default: Screen };
  });
}

/** What somebody is offered: no way leads to a room in which they may do nothing. */
function entriesFor(me: Me) {
  const mayUse: Readonly<Record<string, boolean>> = {
    [PATHS.reports]: me.somewhere.includes('reports.view'),
    [PATHS.menu]: me.somewhere.includes('catalog.edit'),
    [PATHS.stock]: me.somewhere.includes('stock.read'),
  };
  return ENTRIES.filter(({ path }) => mayUse[path] ?? true);
}

/** What stays while screens change: the navigation at the left of a desk, under the thumb on a phone. */
export function Shell({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { path } = usePlace();
  return (
    <ToastProvider closeLabel={t('app.close')}>
      <div className="grid min-h-dvh print:block grid-rows-[auto_1fr_auto] lg:grid-cols-[88px_minmax(0,1fr)] lg:grid-rows-1 xl:grid-cols-[216px_minmax(0,1fr)]">
        <a
          href="#content"
          className="sr-only z-90 rounded-md bg-accent px-4 py-3 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          {t('app.skip')}
        </a>
        <Rail me={me} path={path} />
        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          <CompanyBanner me={me} />
          <Suspense>{screenAt(path)}</Suspense>
        </main>
        <PhoneBar entries={entriesFor(me)} path={path} />
      </div>
    </ToastProvider>
  );
}

/** So many fit beside each other on a phone; the others are one tap further. */
const ON_PHONE = 4;

function PhoneBar({ entries, path }: { readonly entries: readonly Entry[]; readonly path: string }) {
  const { t } = useTranslation();
  const isFew = entries.length <= ON_PHONE + 1;
  return (
    <nav
      aria-label={t('nav.label')}
      className="print:hidden safe-bottom sticky bottom-0 z-20 grid grid-flow-col border-t border-line bg-surface-raised auto-cols-fr lg:hidden"
    >
      {(isFew ? entries : entries.slice(0, ON_PHONE)).map((entry) => (
        <NavLink key={entry.path} to={entry.path} here={isUnder(path, entry.path)} icon={entry.icon} place="bar">
          {t(entry.label)}
        </NavLink>
      ))}
      {!isFew && <More entries={entries.slice(ON_PHONE)} path={path} />}
    </nav>
  );
}

function More({ entries, path }: { readonly entries: readonly Entry[]; readonly path: string }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const look = { here: entries.some((entry) => isUnder(path, entry.path)), children: t('nav.more') };
  const button = <MoreButton {...look} aria-haspopup="menu" onPointerEnter={() => void loadMoreMenu()} onClick={() => setWanted(true)} />;
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <MoreMenu {...look} entries={entries.map(({ path: to, label, icon }) => ({ to, label: t(label), icon }))} />
    </Suspense>
  );
}

function Rail({ me, path }: { readonly me: Me; readonly path: string }) {
  const { t } = useTranslation();
  return (
    <header className="print:hidden border-line bg-surface-raised max-lg:border-b lg:border-r">
      <div className="flex items-center gap-3 px-4 lg:sticky lg:top-0 lg:h-dvh lg:flex-col lg:items-stretch lg:gap-6 lg:px-2 lg:py-4 xl:px-3">
        <div className="py-3 lg:max-xl:hidden xl:px-2 xl:py-0">
          <Brand />
        </div>
        <div className="flex justify-center max-lg:hidden xl:hidden">
          <Mark ground="plain" />
        </div>
        <nav aria-label={t('nav.label')} className="flex flex-1 flex-col gap-1 max-lg:hidden">
          {entriesFor(me).map((entry) => (
            <NavLink key={entry.path} to={entry.path} here={isUnder(path, entry.path)} icon={entry.icon} place="rail">
              {t(entry.label)}
            </NavLink>
          ))}
        </nav>
        <div className="min-w-0 max-lg:ml-auto">
          <Account me={me} />
        </div>
      </div>
    </header>
  );
}

function Account({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const ahead = () => void loadUserMenu();
  const button = (
    <UserButton
      me={me}
      label={t('user.menu')}
      aria-haspopup="menu"
      onPointerEnter={ahead}
      onFocus={ahead}
      onClick={() => setWanted(true)}
    />
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <UserMenu me={me} />
    </Suspense>
  );
}

/** Whether an address belongs to an entry: its own screen, one below it, or one that the entry's list leads to. */
function isUnder(path: string, entry: string): boolean {
  if (entry === PATHS.settings && UNDER_SETTINGS.some((each) => isUnder(path, each))) return true;
  return path === entry || (entry !== PATHS.today && path.startsWith(`${entry}/`));
}

function screenAt(path: string): ReactNode {
  if (path === PATHS.today) return <TodayScreen />;
  if (path === PATHS.reports) return <ReportsScreen />;
  if (path === PATHS.branches) return <BranchesScreen />;
  if (path === PATHS.cash) return <CashScreen />;
  if (path === PATHS.menu) return <MenuScreen />;
  if (path === PATHS.stock) return <StockScreen />;
  if (path === PATHS.people) return belowSettings(<PeopleScreen />);
  if (path === PATHS.tickets) return belowSettings(<TicketsScreen />);
  if (isUnder(path, PATHS.subscription)) return belowSettings(subscriptionAt(path));
  if (isUnder(path, PATHS.settings)) return <SettingsArea path={path} />;
  const branchId = branchOfPath(path);
  return branchId === undefined ? <NotFoundScreen /> : <BranchPage key={branchId} branchId={branchId} />;
}

function belowSettings(screen: ReactNode): ReactNode {
  return (
    <>
      <WayBack />
      {screen}
    </>
  );
}

function WayBack() {
  const { t } = useTranslation();
  return (
    <div className="mx-auto max-w-[1100px] px-4 pt-4 lg:px-6 print:hidden">
      <InnerLink to={PATHS.settings} icon={ArrowLeft}>
        {t('settings.all')}
      </InnerLink>
    </div>
  );
}

function subscriptionAt(path: string): ReactNode {
  const invoiceId = invoiceOfPath(path);
  return invoiceId === undefined ? <SubscriptionScreen /> : <InvoiceScreen key={invoiceId} id={invoiceId} />;
}

const PLACE = {
  /** Words under the pictures on a small laptop, beside them where there is room. */
  rail: 'min-h-14 flex-col justify-center gap-1 rounded-md px-1 text-12 xl:min-h-10 xl:flex-row xl:justify-start xl:gap-3 xl:px-3 xl:text-14',
  bar: 'min-h-14 flex-col justify-center gap-0.5 text-12',
} as const;

type NavLinkProps = {
  readonly to: string;
  readonly here: boolean;
  readonly icon: LucideIcon;
  readonly place: keyof typeof PLACE;
  readonly children: ReactNode;
};

function NavLink({ to, here, icon: Icon, place, children }: NavLinkProps) {
  function follow(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goTo(to);
    window.scrollTo(0, 0);
  }
  return (
    <a
      href={to}
      onClick={follow}
      aria-current={here ? 'page' : undefined}
      className={classNames(
        'flex items-center font-semibold transition-colors hover:bg-surface-strong',
        PLACE[place],
        here ? 'text-ink' : 'text-ink-muted',
        here && place === 'rail' && 'bg-accent-soft',
      )}
    >
      <Icon
        aria-hidden
        className={classNames(
          'size-5 shrink-0',
          here && place === 'bar' && 'box-content rounded-full bg-accent px-4 py-0.5 text-accent-ink',
        )}
      />
      {children}
    </a>
  );
}
