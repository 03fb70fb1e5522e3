import { money, type Money as Amount } from '@fastops/shared/base/money';
import { Money } from '@fastops/ui/money';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** How the drawer stands, as the branch server told it after the seal. */
export type Reckoning = { readonly expected: Amount; readonly counted: Amount; readonly difference: Amount };

type DifferenceProps = { readonly reckoning: Reckoning; readonly earlier?: readonly Reckoning[] };

/** Expected, counted, and what is off; the count before this one too, when there was one. */
export function Difference({ reckoning, earlier = [] }: DifferenceProps) {
  const { t } = useTranslation();
  const { expected, counted, difference } = reckoning;
  const fits = difference === 0;
  const word = t(fits ? 'shift.fits' : difference < 0 ? 'shift.missing' : 'shift.over');
  const Icon = fits ? CircleCheck : TriangleAlert;
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 rounded-md border border-line-strong px-4 py-3 text-16">
      <dt className="text-ink-muted">{t('shift.expected')}</dt>
      <dd className="text-right">
        <Money amount={expected} data-testid="expected" />
      </dd>
      {earlier.map((first, index) => (
        <EarlierCount key={`${first.counted} ${index}`} counted={first.counted} />
      ))}
      <dt className="text-ink-muted">{t('shift.counted')}</dt>
      <dd className="text-right">
        <Money amount={counted} />
      </dd>
      <dt className={`flex items-center gap-2 text-20 font-semibold ${fits ? 'text-positive' : 'text-danger'}`}>
        <Icon aria-hidden className="size-5" />
        {word}
      </dt>
      <dd className={`text-right text-20 font-semibold ${fits ? 'text-positive' : 'text-danger'}`} data-testid="difference">
        <Money amount={money(Math.abs(difference))} />
      </dd>
    </dl>
  );
}

function EarlierCount({ counted }: { readonly counted: Amount }) {
  const { t } = useTranslation();
  return (
    <>
      <dt className="text-ink-muted">{t('shift.first-count')}</dt>
      <dd className="text-right text-ink-muted" data-testid="first-count">
        <Money amount={counted} />
      </dd>
    </>
  );
}
