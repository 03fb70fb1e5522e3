import type { Selection } from '@fastops/shared/catalog/selection';
import type { Menu } from '@fastops/shared/catalog/product';
import { sellableIn } from '@fastops/shared/catalog/sellable';
import type { ReactNode } from 'react';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import type { CartDesk } from './sell.queries.ts';
import { OrderPanel } from './order-panel.tsx';
import { ProductBrowser } from './product-browser.tsx';
import { ProductSheet } from './product-sheet.tsx';
import type { SellableProduct } from './selection.ts';
import { freshSelection, needsSheet, selectionOf } from './selection.ts';

type SellScreenProps = {
  readonly menu: Menu;
  readonly desk: CartDesk;
  readonly mayPay: boolean;
  /** Strips about the network or a printer: below the grid, so that no tile moves when one comes. */
  readonly notices: ReactNode;
  readonly lastSale: ReactNode;
  readonly onPay: () => void;
};

type OpenSheet = { readonly item: SellableProduct; readonly start: Selection; readonly replaces: string | undefined };

export function SellScreen({ menu, desk, mayPay, notices, lastSale, onPay }: SellScreenProps) {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState<OpenSheet>();
  const lines = useLineTools({ menu, desk, openSheet: setSheet });
  const { add } = desk;
  const { select } = lines;

  const pressProduct = useCallback(
    (productId: string) => {
      const item = sellableIn(menu, productId);
      if (!item) return;
      const start = freshSelection(item, newId());
      if (needsSheet(item)) setSheet({ item, start, replaces: undefined });
      else select(add(item, start));
    },
    [menu, add, select],
  );

  function confirmSheet(open: OpenSheet, selection: Selection) {
    if (open.replaces) select(desk.edit(open.replaces, open.item, selection));
    else select(add(open.item, selection));
    setSheet(undefined);
  }

  const canPay = mayPay && desk.cart.lines.length > 0;
  useShortcuts({
    F4: () => {
      if (canPay) onPay();
    },
  });

  return (
    <main className="flex min-h-0 flex-1">
      <h1 className="sr-only">{t('sell.title')}</h1>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ProductBrowser menu={menu} orderType={desk.cart.type} onOrderType={desk.changeType} onPress={pressProduct} />
        {notices}
      </div>
      <OrderPanel
        order={desk.cart}
        mayPay={mayPay}
        selectedLineId={lines.selectedId}
        actions={lines.actions}
        lastSale={lastSale}
        onDiscard={desk.discard}
        onSend={desk.send}
        onPay={onPay}
      />
      {sheet && (
        <ProductSheet
          key={sheet.start.lineId}
          item={sheet.item}
          start={sheet.start}
          editing={sheet.replaces !== undefined}
          onClose={() => setSheet(undefined)}
          onConfirm={(selection) => confirmSheet(sheet, selection)}
        />
      )}
    </main>
  );
}

type LineToolsInput = { readonly menu: Menu; readonly desk: CartDesk; readonly openSheet: (sheet: OpenSheet) => void };

/** The selected line and what can be done to it, by finger and by key. */
function useLineTools({ menu, desk, openSheet }: LineToolsInput) {
  const [selectedId, select] = useState<string>();
  const latest = useRef({ menu, desk, openSheet });
  useLayoutEffect(() => {
    latest.current = { menu, desk, openSheet };
  });
  const selected = desk.cart.lines.find((line) => line.id === selectedId);

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
    }),
    [],
  );

  const step = (by: number) => {
    if (!selected) return false;
    const quantity = selected.quantity + by;
    if (quantity >= 1) desk.changeQuantity(selected.id, quantity);
  };
  useShortcuts({
    '+': () => step(1),
    '-': () => step(-1),
    Delete: () => (selected ? desk.remove(selected.id) : false),
  });
  return { selectedId, select, actions };
}
