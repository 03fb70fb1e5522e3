import { priceLine } from '@fastops/shared/catalog/pricing';
import type { Selection } from '@fastops/shared/catalog/pricing';
import type { OrderType } from '@fastops/shared/orders/order.events';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { useToast } from '@fastops/ui/toast';
import type { QueryClient } from '@tanstack/react-query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchClient, BranchOrder, BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import { useRefusalText } from '../../lib/refusal-text.ts';
import type { Cart, CartChange } from './cart.ts';
import { cartOf, changedCart, emptyCart } from './cart.ts';
import type { SellableProduct } from './selection.ts';

const CART = ['cart'] as const;
type Answer = BranchOutputs['orders']['addLine'];

export function useMenu() {
  const branch = useBranch();
  return useQuery({ queryKey: ['catalog', 'menu'], queryFn: () => branch.catalog.menu.query() });
}

/** The open cart. It is drawn from here before the server answers, and corrected by what the server answers. */
export function useCart() {
  const branch = useBranch();
  return useQuery({
    queryKey: CART,
    queryFn: async () => {
      const order = await branch.orders.current.query();
      return order ? cartOf(order, order.lines.length > 0) : emptyCart(newId(), 'counter');
    },
  });
}

/** Everything that can be done to the open cart. The functions stay the same for the life of the screen. */
export type CartActions = {
  readonly add: (item: SellableProduct, selection: Selection) => boolean;
  readonly changeQuantity: (lineId: string, quantity: number) => void;
  readonly changeNote: (lineId: string, note: string | undefined) => void;
  readonly remove: (lineId: string) => void;
  readonly changeType: (orderType: OrderType) => void;
  readonly send: () => void;
};
export type CartDesk = CartActions & { readonly cart: Cart };

export function useCartActions(): CartActions {
  const branch = useBranch();
  const queries = useQueryClient();
  const news = useCartNews();
  const { mutate: run } = useMutation({
    mutationKey: CART,
    // One at a time and in the order of the taps: the second line must not overtake the one that opens the order.
    scope: { id: 'cart' },
    mutationFn: (call: () => Promise<Answer>) => call(),
    onSuccess: (answer) => {
      if (!answer.ok) news.refused(answer.refusal);
      else if (queries.isMutating({ mutationKey: CART }) === 1) settle(queries, answer.value);
    },
    onError: news.failed,
  });
  const { mutate: send } = useMutation({
    mutationKey: CART,
    scope: { id: 'cart' },
    mutationFn: (orderId: string) => branch.orders.place.mutate({ orderId }),
    onSuccess: (answer) => (answer.ok ? news.sent(answer.value) : news.refused(answer.refusal)),
    onError: news.failed,
  });
  return useMemo(() => cartActions({ branch, queries, run, send }), [branch, queries, run, send]);
}

/** The next order, open at once. */
export function startNextCart(queries: QueryClient, finishedOrderId: string): void {
  queries.setQueryData<Cart>(CART, (cart) => (cart && cart.id !== finishedOrderId ? cart : emptyCart(newId(), 'counter')));
}

type ActionTools = {
  readonly branch: BranchClient;
  readonly queries: QueryClient;
  readonly run: (call: () => Promise<Answer>) => void;
  readonly send: (orderId: string) => void;
};

function cartActions({ branch: { orders }, queries, run, send }: ActionTools): CartActions {
  const cart = () => queries.getQueryData<Cart>(CART);
  /** Shows the change at once, then makes it true. */
  const change = (made: CartChange, call: (cart: Cart) => Promise<Answer>) => {
    const before = cart();
    if (!before) return;
    queries.setQueryData<Cart>(CART, changedCart(before, made));
    // Before its first line an order exists nowhere but here, so its type is told with that line.
    if (made.kind !== 'type' || before.opened) run(() => call(before));
  };
  return {
    add: (item, selection) => {
      const line = priceLine(item.product, item.groups, selection);
      if (line.ok) change({ kind: 'add', line: line.value }, ({ id, type }) => orders.addLine.mutate({ orderId: id, orderType: type, selection }));
      return line.ok;
    },
    changeQuantity: (lineId, quantity) => change({ kind: 'quantity', lineId, quantity }, ({ id }) => orders.changeLine.mutate({ orderId: id, lineId, quantity })),
    changeNote: (lineId, note) => change({ kind: 'note', lineId, note }, ({ id }) => orders.changeLine.mutate({ orderId: id, lineId, note: note ?? null })),
    remove: (lineId) => change({ kind: 'remove', lineId }, ({ id }) => orders.removeLine.mutate({ orderId: id, lineId })),
    changeType: (orderType) => change({ kind: 'type', orderType }, ({ id }) => orders.changeType.mutate({ orderId: id, orderType })),
    send: () => {
      const open = cart();
      if (open && open.lines.length > 0) send(open.id);
    },
  };
}

/** What the server says to a change: usually nothing that anybody has to read. */
function useCartNews() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const toast = useToast();
  const refusalText = useRefusalText();
  return useMemo(() => {
    const asItIs = () => void queries.invalidateQueries({ queryKey: CART });
    return {
      refused: (refusal: Extract<Answer, { ok: false }>['refusal']) => { toast({ tone: 'warning', title: refusalText(refusal) }); asItIs(); },
      failed: () => { toast({ tone: 'warning', title: t('sell.not-saved'), text: t('sell.not-saved-text') }); asItIs(); },
      sent: (order: BranchOrder) => {
        startNextCart(queries, order.id);
        if (order.number) toast({ tone: 'positive', title: t('sell.sent-toast', { number: orderNumberText(order.number) }) });
      },
    };
  }, [queries, toast, refusalText, t]);
}

/** Takes the server's word unless the screen has already gone on to another order. */
function settle(queries: QueryClient, order: BranchOrder): void {
  queries.setQueryData<Cart>(CART, (cart) => (cart?.id === order.id ? cartOf(order) : cart));
}
