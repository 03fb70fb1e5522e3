import type { Money } from '@fastops/shared/base/money';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import type { Sale } from './last-sale.tsx';
import { usePayCash } from './pay.queries.ts';
import { PayScreen } from './pay.screen.tsx';

type PayDeskProps = {
  readonly owing: { readonly orderId: string; readonly total: Money };
  readonly onPaid: (sale: Sale) => void;
  readonly onClose: () => void;
};

/** Takes the money of one order. It stays open until the sale is certain, and then never asks for anything else. */
export function PayDesk({ owing, onPaid, onClose }: PayDeskProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const pay = usePayCash(owing.orderId, onPaid);
  const refusal = pay.data && !pay.data.ok ? refusalText(pay.data.refusal) : undefined;
  const failure = pay.isError ? [t('pay.failed'), t('pay.failed-text')].join(' ') : undefined;
  return <PayScreen total={owing.total} busy={pay.isPending} error={refusal ?? failure} onConfirm={pay.mutate} onClose={onClose} />;
}
