import { money, type Money as Amount } from '@fastops/shared/base/money';
import type { PaymentMethod } from '@fastops/shared/payments/method';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { Segmented } from '@fastops/ui/segmented';
import { useTranslation } from 'react-i18next';

import { useOffer } from '../../lib/offer.ts';
import type { cashView } from './tender.ts';

/** From ten millions on a figure goes down one size, so that it stays on its line. */
const LARGE = 10_000_000;
/** The ways a group splits a bill most often. */
const PARTS = [2, 3, 4] as const;

/** The means on offer, commonest first. */
export const METHODS = [
  'cash',
  'card',
  'nequi',
  'daviplata',
  'bank_transfer',
  'breb',
  'on_account',
] as const satisfies readonly PaymentMethod[];
/** See {@link METHODS}. */
export type Method = (typeof METHODS)[number];

type CashView = ReturnType<typeof cashView>;
type MethodColumnProps = {
  readonly owed: Amount;
  readonly part: Amount;
  readonly method: Method;
  readonly cash: CashView;
  readonly onMethod: (method: Method) => void;
  readonly onPart: (part: Amount) => void;
};

/** How it is paid, how much of it, and what that makes of the total. */
export function MethodColumn({ owed, part, method, cash, onMethod, onPart }: MethodColumnProps) {
  const { t } = useTranslation();
  const offered = useOffer().methods;
  const due = method === 'cash' ? cash.due : part;
  return (
    <div className="flex flex-col gap-4">
      <Segmented
        size="stack"
        label={t('pay.methods')}
        value={method}
        onChange={onMethod}
        segments={METHODS.filter((value) => offered.includes(value)).map((value) => ({ value, label: t(`pay.${value}`) }))}
      />
      <div role="group" aria-label={t('pay.split')} className="grid grid-cols-2 gap-1">
        <Button size="touch" aria-pressed={part === owed} onClick={() => onPart(owed)}>
          {t('pay.all')}
        </Button>
        {PARTS.map((parts) => (
          <Button
            key={parts}
            size="touch"
            aria-label={t('pay.part-of', { parts })}
            aria-pressed={part === share(owed, parts)}
            onClick={() => onPart(share(owed, parts))}
          >
            {`1/${parts}`}
          </Button>
        ))}
      </div>
      <dl className="flex flex-col gap-2 text-14">
        {part < owed && <Row label={t('pay.remains')} amount={money(owed - part)} />}
        {method === 'cash' && cash.rounding < 0 && (
          <>
            <Row label={t('pay.total')} amount={part} />
            <Row label={t('pay.rounding')} amount={cash.rounding} />
          </>
        )}
        <div className="flex flex-col border-t border-line pt-2 first:border-0 first:pt-0">
          <dt className="text-ink-muted">{t('pay.due')}</dt>
          <dd className="text-right">
            <Money data-testid="pay-due" amount={due} size={due >= LARGE ? 20 : 28} className="font-semibold" />
          </dd>
        </div>
      </dl>
    </div>
  );
}

/** An equal share, rounded up: the last one pays what is left. */
function share(owed: Amount, parts: number): Amount {
  return money(Math.ceil(owed / parts));
}

function Row({ label, amount }: { readonly label: string; readonly amount: Amount }) {
  return (
    <div className="flex justify-between gap-2">
      <dt className="text-ink-muted">{label}</dt>
      <dd>
        <Money amount={amount} />
      </dd>
    </div>
  );
}
