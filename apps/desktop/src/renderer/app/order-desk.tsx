import { useState } from 'react';

import { VoidDialog } from '../features/adjust/void.dialog.tsx';
import type { Owing } from '../features/orders/orders.queries.ts';
import { OrdersScreen } from '../features/orders/orders.screen.tsx';
import { RefundDialog } from '../features/refund/refund.dialog.tsx';
import type { BranchOrder } from '../lib/branch.tsx';
import type { Me } from '../lib/terminal.queries.ts';

type OrderDeskProps = { readonly me: Me; readonly onCharge: (owing: Owing) => void; readonly onClose: () => void };
type Doing =
  | { readonly kind: 'void'; readonly orderId: string; readonly line: BranchOrder['lines'][number] }
  | { readonly kind: 'refund'; readonly order: BranchOrder };

/** The orders, with what can be done to one after it was sent: voids and refunds meet here, neither knows the list. */
export function OrderDesk({ me, onCharge, onClose }: OrderDeskProps) {
  const [doing, setDoing] = useState<Doing>();
  const done = () => setDoing(undefined);
  return (
    <>
      <OrdersScreen
        me={me}
        onClose={onClose}
        actions={{
          onCharge,
          onVoid: (order, line) => setDoing({ kind: 'void', orderId: order.id, line }),
          onRefund: (order) => setDoing({ kind: 'refund', order }),
        }}
      />
      {doing?.kind === 'void' && <VoidDialog orderId={doing.orderId} line={doing.line} onClose={done} />}
      {doing?.kind === 'refund' && <RefundDialog order={doing.order} onClose={done} />}
    </>
  );
}
