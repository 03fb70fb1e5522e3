import { selectionOf, type Selection } from '@fastops/shared/catalog/selection';
import { isWeighed } from '@fastops/shared/orders/line';
import type { OrderLine } from '@fastops/shared/orders/order.events';
import type { Menu } from '@fastops/shared/catalog/product';
import { sellableIn } from '@fastops/shared/catalog/sellable';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';

import { isSent } from './cart.ts';
import { newId } from '../../lib/new-id.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import type { CartDesk } from './sell.queries.ts';
import type { SellableProduct } from './selection.ts';
import { unweighed } from './selection.ts';

/** A product being asked about; `replaces` is the line it was, when one is changed. */
export type OpenSheet = { readonly item: SellableProduct; readonly start: Selection; readonly replaces: string | undefined };
export type LineTools = ReturnType<typeof useLineTools>;

type LineToolsInput = {
  readonly menu: Menu;
  readonly desk: CartDesk;
  readonly openSheet: (sheet: OpenSheet) => void;
  /** Asks why a line that the kitchen has comes off. */
  readonly askVoid: (line: OrderLine) => void;
};

/** The selected line and what can be done to it, by finger and by key. */
export function useLineTools({ menu, desk, openSheet, askVoid }: LineToolsInput) {
  const [selectedId, select] = useState<string>();
  const latest = useRef({ menu, desk, openSheet, askVoid });
  useLayoutEffect(() => {
    latest.current = { menu, desk, openSheet, askVoid };
  });
  const selected = desk.cart.lines.find((line) => line.id === selectedId);
  const sent = selected !== undefined && isSent(desk.cart, selected.id);

  // Stable handlers: a row is redrawn when its line changes, not whenever the order does.
  const actions = useMemo(
    () => ({
      onSelect: (lineId: string) => select((now) => (now === lineId ? undefined : lineId)),
      onQuantity: (lineId: string, quantity: number) => latest.current.desk.changeQuantity(lineId, quantity),
      onRemove: (lineId: string) => latest.current.desk.remove(lineId),
      onEdit: (lineId: string) => {
        const line = latest.current.desk.cart.lines.find((each) => each.id === lineId);
        const item = line && sellableIn(latest.current.menu, line.productId);
        if (item) latest.current.openSheet({ item, start: selectionOf(line, newId()), replaces: lineId });
      },
      onVoid: (lineId: string) => {
        const line = latest.current.desk.cart.lines.find((each) => each.id === lineId);
        if (line) latest.current.askVoid(line);
      },
      onAgain: (lineId: string) => {
        const line = latest.current.desk.cart.lines.find((each) => each.id === lineId);
        const item = line && sellableIn(latest.current.menu, line.productId);
        if (!item) return;
        // Another portion of what is weighed is another weight.
        const start = unweighed({ ...selectionOf(line, newId()), quantity: 1 });
        if (isWeighed(line)) latest.current.openSheet({ item, start, replaces: undefined });
        else select(latest.current.desk.add(item, start));
      },
    }),
    [],
  );

  const step = (by: number) => {
    if (!selected) return false;
    if (isWeighed(selected) && !sent) return by > 0 ? actions.onAgain(selected.id) : desk.remove(selected.id);
    if (sent) return by > 0 ? actions.onAgain(selected.id) : actions.onVoid(selected.id);
    const quantity = selected.quantity + by;
    if (quantity >= 1) desk.changeQuantity(selected.id, quantity);
  };
  useShortcuts({
    '+': () => step(1),
    '-': () => step(-1),
    Delete: () => (selected ? (sent ? actions.onVoid : desk.remove)(selected.id) : false),
    F3: () => (selected && !sent ? actions.onEdit(selected.id) : false),
    F7: () => select(lineAbove(desk.cart.lines, selectedId)),
  });
  const changeSelected = (quantity: number) => {
    if (!selected || sent || isWeighed(selected)) return false;
    desk.changeQuantity(selected.id, quantity);
    return true;
  };
  return { selectedId, select, actions, changeSelected };
}

/** From the last line upwards, and round again. */
function lineAbove(lines: readonly { readonly id: string }[], id: string | undefined): string | undefined {
  const index = lines.findIndex((line) => line.id === id);
  return lines.at(index <= 0 ? -1 : index - 1)?.id;
}
