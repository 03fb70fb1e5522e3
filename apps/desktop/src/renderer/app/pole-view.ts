import type { PoleView } from '@fastops/shared/counter/counter-device';

import type { DisplayView } from '../features/customer-display/display-view.ts';

export type PoleWords = { readonly total: string; readonly change: string; readonly thanks: string };

/** The same as the customer's screen in two rows: the last line and the total, the change, or the shop's name. */
export function poleView(view: DisplayView, words: PoleWords): PoleView {
  switch (view.kind) {
    case 'order':
      return { top: lastLine(view), bottom: { label: words.total, amount: view.total } };
    case 'paid':
      return { top: { label: `${words.thanks} ${view.number}` }, bottom: { label: words.change, amount: view.change } };
    case 'idle':
      return { top: { label: view.shop.slice(0, 80) }, bottom: { label: '' } };
  }
}

function lastLine({ lines }: Extract<DisplayView, { kind: 'order' }>): PoleView['top'] {
  const last = lines.at(-1);
  if (!last) return { label: '' };
  return { label: last.quantity === 1 ? last.name : `${last.quantity} ${last.name}`.slice(0, 80), amount: last.amount };
}
