import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { usePole } from '../features/customer-display/use-pole.ts';
import { useCustomerDisplay } from '../features/customer-display/use-customer-display.ts';
import { AdjustBar } from '../features/adjust/adjust-bar.tsx';
import { VoidDialog } from '../features/adjust/void.dialog.tsx';
import type { Owing } from '../features/orders/orders.queries.ts';
import type { Sale } from '../features/pay/last-sale.tsx';
import { LastSale } from '../features/pay/last-sale.tsx';
import { PayDesk } from '../features/pay/pay-desk.tsx';
import { useInterruptedSale } from '../features/pay/pay.queries.ts';
import { OrderActions } from '../features/sell/order-actions.tsx';
import { startNextCart, useCart, useCartActions, useMenu } from '../features/sell/sell.queries.ts';
import { SellScreen } from '../features/sell/sell.screen.tsx';
import { useSettings } from '../lib/settings.tsx';
import type { Me, TerminalStatus } from '../lib/terminal.queries.ts';
import { can } from '../lib/terminal.queries.ts';
import { poleView } from './pole-view.ts';
import { customerView } from './customer-view.ts';
import { StartingScreen } from './problem.screen.tsx';
import { useOrderWork, WorkButtons } from './order-work.tsx';
import { WorkShell } from './work-shell.tsx';

type SellGateProps = { readonly terminal: TerminalStatus; readonly me: Me };

/** Selling and paying meet here; neither knows the other. */
export function SellGate({ terminal, me }: SellGateProps) {
  const menu = useMenu();
  const cart = useCart();
  const actions = useCartActions();
  if (!menu.data || !cart.data) return <StartingScreen />;
  return <Selling terminal={terminal} me={me} menu={menu.data} cart={cart.data} actions={actions} />;
}

type SellingProps = SellGateProps & {
  readonly menu: MenuData;
  readonly cart: CartData;
  readonly actions: ReturnType<typeof useCartActions>;
};
type MenuData = NonNullable<ReturnType<typeof useMenu>['data']>;
type CartData = NonNullable<ReturnType<typeof useCart>['data']>;

function Selling({ terminal, me, menu, cart, actions }: SellingProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [paying, setPaying] = useState<Owing>();
  const [voiding, setVoiding] = useState<CartData['lines'][number]>();
  const lastSale = useLastSale();
  const { display } = useSettings();
  const shop = [terminal.companyName, terminal.branchName].filter(Boolean).join(' · ');
  const selling = { shop, lastSale: lastSale.sale, qr: paying ? display.qr : undefined };
  const view = customerView({ ...selling, cart });
  useCustomerDisplay(display.on, view);
  usePole(poleView(view, { total: t('pole.total'), change: t('pole.change'), thanks: t('pole.thanks') }));
  const work = useOrderWork({ cart, me, changeType: actions.changeType });
  const { id, totals, lines } = cart;
  const send = (held?: boolean) => {
    lastSale.dismiss();
    actions.send(held);
  };

  function onPaid(sale: Sale) {
    startNextCart(queries, sale.orderId);
    lastSale.show(sale);
    setPaying(undefined);
  }

  return (
    <WorkShell terminal={terminal} me={me} onCharge={setPaying}>
      {(notices) => (
        <>
          <SellScreen
            menu={menu}
            desk={{ ...actions, send, cart }}
            mayPay={can(me, 'payments.take')}
            mayMarkSoldOut={can(me, 'catalog.sold-out')}
            notices={notices}
            lastSale={lastSale.sale ? <LastSale sale={lastSale.sale} small={lines.length > 0} onDismiss={lastSale.dismiss} /> : null}
            onPay={() => setPaying({ orderId: id, total: totals.due })}
            work={{
              buttons: <WorkButtons me={me} onOpen={work.open} />,
              chooseType: work.chooseType,
              openServing: work.openServing,
              askVoid: setVoiding,
              actions: (
                <OrderActions
                  orderId={id}
                  onTables={() => work.open('tables')}
                  onSplit={() => work.open('split')}
                  onMerge={() => work.open('merge')}
                  onLeave={work.leave}
                />
              ),
            }}
          />
          {work.dialog}
          {voiding && <VoidDialog orderId={id} line={voiding} onClose={() => setVoiding(undefined)} />}
          {paying && (
            <PayDesk
              key={paying.orderId}
              owing={paying}
              aside={<AdjustBar orderId={paying.orderId} mayDiscount={can(me, 'orders.discount')} />}
              onPaid={onPaid}
              onClose={() => setPaying(undefined)}
            />
          )}
        </>
      )}
    </WorkShell>
  );
}

/** The sale to show above the next order: the one just made, or the one a stop of the till interrupted. */
function useLastSale() {
  const interrupted = useInterruptedSale();
  const [chosen, setChosen] = useState<Sale | null>();
  return {
    sale: chosen === undefined ? (interrupted.data ?? null) : chosen,
    show: (sale: Sale) => setChosen(sale),
    dismiss: () => setChosen(null),
  };
}
