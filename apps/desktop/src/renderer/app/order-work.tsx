import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { HandPlatter, PauseCircle, Users } from 'lucide-react';
import type { OrderType } from '@fastops/shared/orders/order.events';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { useToast } from '@fastops/ui/toast';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { CustomersDialog } from '../features/customers/customers.dialog.tsx';
import { DeliveryDialog } from '../features/delivery/delivery.dialog.tsx';
import type { DeliverySaid } from '../features/delivery/delivery.queries.ts';
import { sayDelivery } from '../features/delivery/delivery.queries.ts';
import { PickupDialog } from '../features/delivery/pickup.dialog.tsx';
import { StaffMealDialog } from '../features/delivery/staff-meal.dialog.tsx';
import { HeldDialog, useOpenOrders } from '../features/held/held.dialog.tsx';
import type { Cart } from '../features/sell/cart.ts';
import { startNextCart, takeUp } from '../features/sell/sell.queries.ts';
import { MergeDialog } from '../features/split/merge.dialog.tsx';
import { SplitDialog } from '../features/split/split.dialog.tsx';
import { FloorDialog } from '../features/tables/floor.dialog.tsx';
import type { BranchOrder } from '../lib/branch.tsx';
import { useBranch } from '../lib/branch.tsx';
import { WORK_KEYS } from '../lib/keys.ts';
import { newId } from '../lib/new-id.ts';
import { useShortcuts } from '../lib/shortcuts.ts';
import type { Me } from '../lib/terminal.queries.ts';
import { can } from '../lib/terminal.queries.ts';
import { useCommand } from '../lib/use-command.ts';

export type WorkPanel = 'tables' | 'held' | 'delivery' | 'pickup' | 'staff' | 'split' | 'merge' | 'customers';
const PANEL_OF: Partial<Record<OrderType, WorkPanel>> = { dine_in: 'tables', delivery: 'delivery', pickup: 'pickup', staff_meal: 'staff' };

type OrderWorkInput = { readonly cart: Cart; readonly me: Me; readonly changeType: (type: OrderType) => void };

/** What is done with whole orders: for whom and where, put aside and taken up, divided and joined. */
export function useOrderWork({ cart, me, changeType }: OrderWorkInput) {
  const [panel, setPanel] = useState<WorkPanel>();
  const acts = useActs(cart, () => setPanel(undefined));
  const chooseType = (type: OrderType) => {
    changeType(type);
    setPanel(PANEL_OF[type]);
  };
  return {
    chooseType,
    openServing: () => setPanel(PANEL_OF[cart.type]),
    open: setPanel,
    leave: acts.leave,
    dialog: panel && <WorkDialog panel={panel} cart={cart} me={me} acts={acts} onClose={() => setPanel(undefined)} />,
  };
}

type Acts = ReturnType<typeof useActs>;

function useActs(cart: Cart, close: () => void) {
  const { t } = useTranslation();
  const branch = useBranch();
  const queries = useQueryClient();
  const command = useCommand();
  const toast = useToast();
  /** Writes the order down if it is only on the screen yet, so that what is said about it has a place. */
  const begun = async () =>
    cart.opened ||
    (await command(t('sell.order'), () => branch.orders.begin.mutate({ orderId: cart.id, orderType: cart.type }))) !== undefined;
  const shown = (order: BranchOrder | undefined) => {
    if (!order) return;
    takeUp(queries, order);
    close();
  };
  const say = async (what: string, run: () => Promise<{ ok: true; value: BranchOrder } | { ok: false; refusal: { code: string } }>) => {
    if (await begun()) shown(await command(what, run));
  };
  const openOrder = async (orderId: string) => shown(await command(t('service.open'), () => branch.orders.find.query({ orderId })));
  return {
    openOrder,
    seat: (tableId: string) => say(t('service.tables'), () => branch.orders.setTable.mutate({ orderId: cart.id, tableId })),
    deliver: (said: DeliverySaid) => say(t('service.delivery'), () => sayDelivery(branch, cart.id, said)),
    pickUp: (pickup: { name: string; promisedAt?: number | undefined }) =>
      say(t('service.pickup'), () => branch.orders.setPickup.mutate({ orderId: cart.id, pickup })),
    staffMeal: (staffId: string, staffName: string) =>
      say(t('service.staff-what', { name: staffName }), () => branch.orders.setStaffMeal.mutate({ orderId: cart.id, staffId, staffName })),
    hold: async (label: string | undefined) => {
      const body = { orderId: cart.id, ...(label === undefined ? {} : { label }) };
      if (!(await command(t('service.hold'), () => branch.orders.hold.mutate(body)))) return;
      startNextCart(queries, cart.id);
      close();
    },
    resume: async (orderId: string) => shown(await command(t('service.resume'), () => branch.orders.resume.mutate({ orderId }))),
    split: async (lines: { readonly lineId: string; readonly quantity: number }[]) => {
      const moved = await command(t('service.split'), () => branch.orders.split.mutate({ orderId: cart.id, newOrderId: newId(), lines }));
      if (!moved) return;
      const { number } = moved.into;
      toast({ tone: 'positive', title: t('service.split-done', { number: number ? orderNumberText(number) : '' }) });
      shown(moved.into);
    },
    merge: async (intoOrderId: string) => {
      const moved = await command(t('service.merge'), () => branch.orders.merge.mutate({ orderId: cart.id, intoOrderId }));
      if (!moved) return;
      toast({ tone: 'positive', title: t('service.merge-done') });
      shown(moved.into);
    },
    leave: () => startNextCart(queries, cart.id),
  };
}

type WorkDialogProps = {
  readonly panel: WorkPanel;
  readonly cart: Cart;
  readonly me: Me;
  readonly acts: Acts;
  readonly onClose: () => void;
};

function WorkDialog({ panel, cart, me, acts, onClose }: WorkDialogProps): ReactNode {
  const mayHold = cart.state === 'draft' && cart.lines.length > 0;
  const open = (orderId: string) => void acts.openOrder(orderId);
  switch (panel) {
    case 'tables':
      return <FloorDialog onSeat={(id) => void acts.seat(id)} onOpen={open} onClose={onClose} />;
    case 'held':
      return (
        <HeldDialog
          onHold={mayHold ? (label) => void acts.hold(label) : undefined}
          onResume={(id) => void acts.resume(id)}
          onOpen={open}
          onClose={onClose}
        />
      );
    case 'delivery':
      return <DeliveryDialog start={cart} onSave={(said) => void acts.deliver(said)} onClose={onClose} />;
    case 'pickup':
      return <PickupDialog start={cart.pickup} onSave={(pickup) => void acts.pickUp(pickup)} onClose={onClose} />;
    case 'staff':
      return <StaffMealDialog onChoose={(id, name) => void acts.staffMeal(id, name)} onClose={onClose} />;
    case 'split':
      return <SplitDialog lines={cart.lines} onSplit={(parts) => void acts.split(parts)} onClose={onClose} />;
    case 'merge':
      return <MergeDialog orderId={cart.id} onMerge={(id) => void acts.merge(id)} onClose={onClose} />;
    case 'customers':
      return <CustomersDialog mayPay={can(me, 'customers.pay')} mayEdit={can(me, 'customers.edit')} onClose={onClose} />;
  }
}

/** What waits, below the grid: how many are put aside, and how many tables are open. */
export function WorkButtons({ me, onOpen }: { readonly me: Me; readonly onOpen: (panel: WorkPanel) => void }) {
  const { t } = useTranslation();
  const { data } = useOpenOrders();
  const mayCustomers = can(me, 'customers.read');
  useShortcuts({
    [WORK_KEYS.held]: () => onOpen('held'),
    [WORK_KEYS.tables]: () => onOpen('tables'),
    ...(mayCustomers ? { [WORK_KEYS.customers]: () => onOpen('customers') } : {}),
  });
  const tables = data?.owing.filter(({ type }) => type === 'dine_in').length ?? 0;
  const waiting = (data?.held.length ?? 0) + (data?.owing.length ?? 0) - tables;
  return (
    <>
      <Button
        size="touch"
        icon={PauseCircle}
        className="whitespace-nowrap"
        data-testid="open-held"
        aria-keyshortcuts={WORK_KEYS.held}
        onClick={() => onOpen('held')}
      >
        {t('service.held')} {waiting > 0 && <Badge>{String(waiting)}</Badge>}
      </Button>
      <Button
        size="touch"
        icon={HandPlatter}
        className="whitespace-nowrap"
        data-testid="open-tables"
        aria-keyshortcuts={WORK_KEYS.tables}
        onClick={() => onOpen('tables')}
      >
        {t('service.tables')} {tables > 0 && <Badge>{String(tables)}</Badge>}
      </Button>
      {mayCustomers && (
        <IconButton
          size="touch"
          icon={Users}
          label={t('service.customers')}
          data-testid="open-customers"
          aria-keyshortcuts={WORK_KEYS.customers}
          onClick={() => onOpen('customers')}
        />
      )}
    </>
  );
}
