import { Button } from '@fastops/ui/button';
import { Kbd } from '@fastops/ui/kbd';
import { Money } from '@fastops/ui/money';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { cashView } from './tender.ts';

type ChangeColumnProps = {
  readonly cash: ReturnType<typeof cashView>;
  readonly busy: boolean;
  /** What changes the price: discounts, the tip. */
  readonly aside: ReactNode;
  /** Why it can't be confirmed yet, beside money that is missing. */
  readonly blocked: string | undefined;
  readonly error: string | undefined;
  readonly onConfirm: () => void;
};

/** What goes back to the customer: the figure a cashier looks for, so the largest on the screen. */
export function ChangeColumn({ cash, busy, aside, blocked, error, onConfirm }: ChangeColumnProps) {
  const { t } = useTranslation();
  const enough = cash.change !== undefined;
  return (
    <div className="flex flex-col justify-between gap-4">
      <div
        role="status"
        className={enough ? 'rounded-md bg-positive-soft p-4 text-positive' : 'rounded-md bg-warning-soft p-4 text-warning'}
      >
        <p className="text-16 font-semibold">{enough ? t('pay.change') : t('pay.missing')}</p>
        <p className="mt-2 text-right">
          <Money
            data-testid="pay-change"
            amount={cash.change ?? cash.missing}
            size={(cash.change ?? cash.missing) >= 1_000_000 ? 28 : 40}
            className="font-semibold"
          />
        </p>
      </div>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">{aside}</div>
      <div className="flex flex-col gap-3">
        {error && (
          <p role="alert" className="text-14 font-medium text-danger">
            {error}
          </p>
        )}
        <Button
          variant="primary"
          size="hero"
          stretch
          busy={busy}
          data-testid="pay-confirm"
          onClick={onConfirm}
          disabledReason={enough ? blocked : t('pay.not-enough')}
          shortcut={<Kbd>Enter</Kbd>}
        >
          {t('pay.confirm')}
        </Button>
      </div>
    </div>
  );
}
