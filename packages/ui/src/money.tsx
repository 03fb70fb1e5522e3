import type { Money as Amount } from '@fastops/shared/base/money';
import { formatCop } from '@fastops/shared/base/money';
import type { ComponentProps } from 'react';

import { classNames } from './class-names.ts';

type MoneyProps = Omit<ComponentProps<'data'>, 'value' | 'children'> & {
  readonly amount: Amount;
  readonly size?: 12 | 14 | 16 | 20 | 28 | 40;
  /** Writes a plus too: for extras and differences. */
  readonly signed?: boolean;
};

const SIZE = { 12: 'text-12', 14: 'text-14', 16: 'text-16', 20: 'text-20', 28: 'text-28', 40: 'text-40' } as const;

/** Pesos as a shop writes them. Figures line up, and the amount never breaks over two lines. */
export function Money({ amount, size, signed = false, className, ...rest }: MoneyProps) {
  const written = formatCop(amount).replace('-', '−');
  return (
    <data {...rest} value={amount} className={classNames('text-right whitespace-nowrap tabular-nums', size && SIZE[size], className)}>
      {signed && amount > 0 ? `+${written}` : written}
    </data>
  );
}
