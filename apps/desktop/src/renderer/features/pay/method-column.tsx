import { money, type Money as Amount } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { Segmented } from '@fastops/ui/segmented';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { PAY_KEYS, placeKey } from '../../lib/keys.ts';
import { useOffer } from '../../lib/offer.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { METHODS, type Method } from './method.ts';
import { PartAmountDialog } from './part-amount.dialog.tsx';
import type { cashView } from './tender.ts';

/** From ten millions on a figure goes down one size, so that it stays on its line. */
const LARGE = 10_000_000;
/** The ways a group splits a bill most often. */
const PARTS = [2, 3, 4] as const;

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
  const means = METHODS.filter((value) => offered.includes(value));
  const due = method === 'cash' ? cash.due : part;
  return (
    <div className="flex flex-col gap-4">
      <Segmented
        size="stack"
        label={t('pay.methods')}
        value={method}
        onChange={onMethod}
        segments={means.map((value) => ({ value, label: t(`pay.${value}`) }))}
      />
      <Parts owed={owed} part={part} means={means} onMethod={onMethod} onPart={onPart} />
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

type PartsProps = Pick<MethodColumnProps, 'owed' | 'part' | 'onMethod' | 'onPart'> & { readonly means: readonly Method[] };

/** All of it, an even share, or an amount that somebody names. */
function Parts({ owed, part, means, onMethod, onPart }: PartsProps) {
  const { t } = useTranslation();
  const [naming, setNaming] = useState(false);
  const name = () => setNaming(true);
  const keys = Object.fromEntries(means.map((value, place) => [placeKey(place), () => onMethod(value)]));
  useShortcuts({ ...keys, [PAY_KEYS.all]: () => onPart(owed), [PAY_KEYS.amount]: name }, { inDialog: true, alone: true });
  const isNamed = part !== owed && !PARTS.some((parts) => part === share(owed, parts));
  return (
    <div role="group" aria-label={t('pay.split')} className="grid grid-cols-6 gap-1">
      <Button
        className="col-span-2 px-1"
        size="touch"
        aria-pressed={part === owed}
        aria-keyshortcuts={PAY_KEYS.all}
        onClick={() => onPart(owed)}
      >
        {t('pay.all')}
      </Button>
      <Button
        className="col-span-4 px-1"
        size="touch"
        aria-pressed={isNamed}
        aria-keyshortcuts={PAY_KEYS.amount}
        data-testid="part-open"
        onClick={name}
      >
        {t('pay.part-amount')}
      </Button>
      {PARTS.map((parts) => (
        <Button
          key={parts}
          className="col-span-2 px-1"
          size="touch"
          aria-label={t('pay.part-of', { parts })}
          aria-pressed={part === share(owed, parts)}
          onClick={() => onPart(share(owed, parts))}
        >
          {`1/${parts}`}
        </Button>
      ))}
      {naming && (
        <PartAmountDialog
          owed={owed}
          onPart={(named) => {
            setNaming(false);
            onPart(named);
          }}
          onClose={() => setNaming(false)}
        />
      )}
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
