import { formatCop, money } from '@fastops/shared/base/money';
import { classNames } from '@fastops/ui/class-names';
import type { TFunction } from 'i18next';
import { ChevronRight, CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { rateText, spanText, wholeNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { InnerLink } from '../../lib/inner-link.tsx';
import { branchPath, BRANCH_FILTER, PATHS } from '../../lib/paths.ts';
import type { Branch, RedFlag } from './today.queries.ts';

type RedFlagsProps = { readonly flags: readonly RedFlag[]; readonly branches: readonly Branch[] };

/** What asks for the owner's attention, as sentences that lead to where it can be looked at. */
export function RedFlags({ flags, branches }: RedFlagsProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const mine = flags.flatMap((flag) => {
    const branch = branches.find(({ branchId }) => branchId === flag.branchId);
    return branch ? [{ flag, branch }] : [];
  });
  if (mine.length === 0)
    return (
      <p className="flex items-center gap-2 text-14 text-positive">
        <CircleCheck aria-hidden className="size-5 shrink-0" />
        {t('morning.noFlags')}
      </p>
    );
  return (
    <section aria-label={t('morning.flags')}>
      <ul className="grid gap-2 lg:grid-cols-2">
        {mine.map(({ flag, branch }) => (
          <Flag key={`${flag.kind} ${flag.branchId}`} flag={flag} words={sentence(t, locale, { flag, branch })} />
        ))}
      </ul>
    </section>
  );
}

function Flag({ flag, words }: { readonly flag: RedFlag; readonly words: string }) {
  const { t } = useTranslation();
  const look: string = t('morning.look');
  const grave = flag.severity === 'danger';
  const Icon = grave ? OctagonAlert : TriangleAlert;
  return (
    <li
      className={classNames(
        'flex min-h-12 items-center gap-3 rounded-md border border-line py-1 pr-1 pl-3 text-14',
        grave ? 'bg-danger-soft text-danger' : 'bg-warning-soft text-warning',
      )}
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <span className="min-w-0 flex-1 font-medium">{words}</span>
      <InnerLink to={placeOf(flag)} label={`${look}: ${words}`}>
        {look}
        <ChevronRight aria-hidden className="size-4" />
      </InnerLink>
    </li>
  );
}

/** Where each can be looked at. */
function placeOf({ kind, branchId }: RedFlag): string {
  const report = (name: string) =>
    `${PATHS.reports}?informe=${name}&periodo=${kind === 'difference' ? 'last7' : 'today'}&${BRANCH_FILTER}=${branchId}`;
  const places: Readonly<Record<RedFlag['kind'], string>> = {
    difference: report('drawers'),
    voids: report('people'),
    silent: branchPath(branchId),
    'no-sale': `${PATHS.cash}?${BRANCH_FILTER}=${branchId}`,
    'late-kitchen': report('kitchen'),
  };
  return places[kind];
}

type Said = { readonly flag: RedFlag; readonly branch: Branch };

function sentence(t: TFunction, locale: string, { flag: { kind, value, of }, branch: { name: branch } }: Said): string {
  switch (kind) {
    case 'difference':
      return t('morning.flag.difference', { branch, amount: formatCop(money(value)) });
    case 'voids':
      return t('morning.flag.voids', { branch, rate: rateText(value), amount: formatCop(money(of)) });
    case 'silent':
      return t('morning.flag.silent', { branch, span: spanText(value * 60_000, locale) });
    case 'no-sale':
      return t('morning.flag.noSale', { branch, count: value });
    case 'late-kitchen':
      return t('morning.flag.lateKitchen', { branch, count: of, rate: wholeNumber(value) });
  }
}
