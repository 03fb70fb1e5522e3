import type { Selection } from '@fastops/shared/catalog/selection';
import type { Menu } from '@fastops/shared/catalog/product';
import type { OrderLine, OrderType } from '@fastops/shared/orders/order.events';
import { sellableIn } from '@fastops/shared/catalog/sellable';
import { useToast } from '@fastops/ui/toast';
import type { ReactNode } from 'react';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import type { LineTools, OpenSheet } from './line-tools.ts';
import { useLineTools } from './line-tools.ts';
import { useListedMenu } from './listed-menu.ts';
import { OrderPanel } from './order-panel.tsx';
import { ProductBrowser } from './product-browser.tsx';
import { scannedProduct } from './product-search.ts';
import { ProductSheet } from './product-sheet.tsx';
import type { CartDesk } from './sell.queries.ts';
import type { SellableProduct } from './selection.ts';
import { freshSelection, needsSheet, withQuantity } from './selection.ts';
import { SellFooter } from './sell-footer.tsx';
import { useSellKeys } from './sell-keys.ts';

type SellScreenProps = {
  readonly menu: Menu;
  readonly desk: CartDesk;
  readonly mayPay: boolean;
  readonly mayMarkSoldOut: boolean;
  /** Strips about the network or a printer: below the grid, so that no tile moves when one comes. */
  readonly notices: ReactNode;
  readonly lastSale: ReactNode;
  readonly onPay: () => void;
  /** What is done with whole orders: joined by the app, since it belongs to features of its own. */
  readonly work: SellWork;
};

export type SellWork = {
  readonly buttons: ReactNode;
  readonly chooseType: (type: OrderType) => void;
  readonly openServing: () => void;
  /** Asks why a line that the kitchen has comes off, and takes it off. */
  readonly askVoid: (line: OrderLine) => void;
  /** The menu of an order that was sent. */
  readonly actions: ReactNode;
};

export function SellScreen({ menu: base, desk, mayPay, mayMarkSoldOut, notices, lastSale, onPay, work }: SellScreenProps) {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState<OpenSheet>();
  const { menu, lists } = useListedMenu(base, desk.cart.type);
  const lines = useLineTools({ menu, desk, openSheet: setSheet, askVoid: work.askVoid });
  const { select } = lines;

  const { pressProduct, digits } = useTaking({ menu, add: (item, start) => select(desk.add(item, start)), ask: setSheet, lines });

  function confirmSheet(open: OpenSheet, selection: Selection) {
    if (open.replaces) select(desk.edit(open.replaces, open.item, selection));
    else select(desk.add(open.item, selection));
    setSheet(undefined);
  }

  const hasLines = desk.cart.lines.length > 0;
  useShortcuts({
    F4: () => {
      if (mayPay && hasLines) onPay();
    },
    F6: () => {
      if (hasLines) desk.send();
    },
  });

  return (
    <main className="flex min-h-0 flex-1">
      <h1 className="sr-only">{t('sell.title')}</h1>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ProductBrowser menu={menu} orderType={desk.cart.type} onOrderType={work.chooseType} onPress={pressProduct} quantity={digits} />
        <SellFooter menu={menu} mayMarkSoldOut={mayMarkSoldOut} work={work.buttons} />
        {notices}
      </div>
      <OrderPanel
        order={desk.cart}
        lists={lists}
        mayPay={mayPay}
        selectedLineId={lines.selectedId}
        actions={lines.actions}
        lastSale={lastSale}
        onDiscard={desk.discard}
        onSend={desk.send}
        onPay={onPay}
        onServing={work.openServing}
        work={work.actions}
      />
      {sheet && (
        <ProductSheet
          key={sheet.start.lineId}
          item={sheet.item}
          start={sheet.start}
          editing={sheet.replaces !== undefined}
          quickNotes={menu.quickNotes}
          onClose={() => setSheet(undefined)}
          onConfirm={(selection) => confirmSheet(sheet, selection)}
        />
      )}
    </main>
  );
}

type TakingInput = {
  readonly menu: Menu;
  readonly add: (item: SellableProduct, selection: Selection) => void;
  readonly ask: (sheet: OpenSheet) => void;
  readonly lines: Pick<LineTools, 'changeSelected'>;
};

/** How a product gets into the order: by a tap or a key, by a scanner, and as many as the digits before it say. */
function useTaking({ menu, add, ask, lines }: TakingInput) {
  const { t } = useTranslation();
  const toast = useToast();
  const take = (productId: string, quantity: number) => {
    const item = sellableIn(menu, productId);
    if (!item) return;
    const start = withQuantity(freshSelection(item, newId()), quantity);
    if (needsSheet(item)) ask({ item, start, replaces: undefined });
    else add(item, start);
  };
  const keys = useSellKeys({
    onScan: (code, quantity) => {
      const product = scannedProduct(menu.products, code);
      if (product) take(product.id, quantity);
      else if (/^\d{8,14}$/.test(code)) toast({ tone: 'warning', title: t('sell.unknown-code', { code }) });
      else return false;
      return true;
    },
    onLineQuantity: (quantity) => lines.changeSelected(quantity),
  });
  // Stable, so that a digit or a tap redraws no tile.
  const latest = useRef({ take, keys });
  useLayoutEffect(() => {
    latest.current = { take, keys };
  });
  const pressProduct = useCallback((productId: string) => {
    latest.current.take(productId, latest.current.keys.quantity);
    latest.current.keys.clearDigits();
  }, []);
  return { pressProduct, digits: keys.digits };
}
