import { money, type Money } from '@fastops/shared/base/money';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useFailureText, useRefusalText } from '../../lib/refusal-text.ts';
import type { Sale } from './last-sale.tsx';
import { useOwed, usePay } from './pay.queries.ts';
import { PayScreen } from './pay.screen.tsx';

type PayDeskProps = {
  readonly owing: { readonly orderId: string; readonly total: Money };
  /** What can change the price while it is being paid; it knows the order by itself. */
  readonly aside?: ReactNode;
  readonly onPaid: (sale: Sale) => void;
  readonly onClose: () => void;
};

/** Takes the money of one order. It stays open until the sale is certain, and then never asks for anything else. */
export function PayDesk({ owing, aside, onPaid, onClose }: PayDeskProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const failureText = useFailureText();
  const [part, setPart] = useState(owing.total);
  const order = useOwed(owing.orderId);
  const pay = usePay(owing.orderId, { onPaid, onPart: setPart });
  const owed = order && !pay.isPending ? money(Math.max(0, order.balance)) : part;
  const refusal = pay.data && !pay.data.ok ? refusalText(pay.data.refusal) : undefined;
  const failure = pay.isError ? failureText(pay.error, [t('pay.failed'), t('pay.failed-text')].join(' ')) : undefined;
  // What is left after a part is a question of its own, with nothing of the one before.
  return (
    <PayScreen
      key={owed}
      owed={owed}
      aside={aside}
      busy={pay.isPending}
      error={refusal ?? failure}
      onConfirm={pay.mutate}
      onClose={onClose}
    />
  );
}
