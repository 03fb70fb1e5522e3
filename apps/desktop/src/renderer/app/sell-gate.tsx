import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';

import { useCustomerDisplay } from '../features/customer-display/use-customer-display.ts';
import { AdjustBar } from '../features/adjust/adjust-bar.tsx';
import type { Owing } from '../features/orders/orders.queries.ts';
import type { Sale } from '../features/pay/last-sale.tsx';
import { LastSale } from '../features/pay/last-sale.tsx';
import { PayDesk } from '../features/pay/pay-desk.tsx';
import { useInterruptedSale } from '../features/pay/pay.queries.ts';
import { startNextCart, useCart, useCartActions, useMenu } from '../features/sell/sell.queries.ts';
import { SellScreen } from '../features/sell/sell.screen.tsx';
import { useSettings } from '../lib/settings.tsx';
import type { Me, TerminalStatus } from '../lib/terminal.queries.ts';
import { can } from '../lib/terminal.queries.ts';
import { customerView } from './customer-view.ts';
import { StartingScreen } from './problem.screen.tsx';
import { WorkShell } from './work-shell.tsx';

type SellGateProps = { readonly terminal: TerminalStatus; readonly me: Me };

/** Selling and paying meet here; neither knows the other. */
export function SellGate({ terminal, me }: SellGateProps) {
  const menu = useMenu();
  const cart = useCart();
  const actions = useCartActions();
  const queries = useQueryClient();
  const [paying, setPaying] = useState<Owing>();
  const lastSale = useLastSale();
  const { display } = useSettings();
  const shop = [terminal.companyName, terminal.branchName].filter(Boolean).join(' · ');
  const selling = { shop, lastSale: lastSale.sale, qr: paying ? display.qr : undefined };
  useCustomerDisplay(display.on, cart.data ? customerView({ ...selling, cart: cart.data }) : { kind: 'idle', shop });
  if (!menu.data || !cart.data) return <StartingScreen />;
  const { id, totals, lines } = cart.data;
  const send = () => {
    lastSale.dismiss();
    actions.send();
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
            menu={menu.data}
            desk={{ ...actions, send, cart: cart.data }}
            mayPay={can(me, 'payments.take')}
            mayMarkSoldOut={can(me, 'catalog.sold-out')}
            notices={notices}
            lastSale={lastSale.sale ? <LastSale sale={lastSale.sale} small={lines.length > 0} onDismiss={lastSale.dismiss} /> : null}
            onPay={() => setPaying({ orderId: id, total: totals.total })}
          />
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
