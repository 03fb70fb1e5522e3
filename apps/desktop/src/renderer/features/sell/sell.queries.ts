import { priceLine } from '@fastops/shared/catalog/pricing';
import { selectionOf, type Selection } from '@fastops/shared/catalog/selection';
import type { OrderLine, OrderType } from '@fastops/shared/orders/order.events';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { useToast } from '@fastops/ui/toast';
import type { QueryClient } from '@tanstack/react-query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchClient, BranchOrder, BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import { OFFER } from '../../lib/offer.ts';
import { useFailureText, useRefusalText } from '../../lib/refusal-text.ts';
import type { Cart, CartChange } from './cart.ts';
import { cartOf, changedCart, emptyCart } from './cart.ts';
import type { SellableProduct } from './selection.ts';
import { MOST_OF_ONE, sameFood, samePicks } from './selection.ts';

const CART = ['cart'] as const;
/** The order that was taken up from a table or a list, in place of the cart. */
const CHOSEN = ['cart-chosen'] as const;
const NOTES_STALE_MS = 300_000;
const NO_NOTES: readonly string[] = [];
/** Kept in the log as the reason of a cart that was emptied; a code, so that reports can count it in any language. */
const DISCARDED = 'discarded-before-sending';
type Answer = BranchOutputs['orders']['addLine'] | BranchOutputs['orders']['changeType'] | BranchOutputs['orders']['sendAdditions'];

export function useMenu() {
  const branch = useBranch();
  return useQuery({ queryKey: ['catalog', 'menu'], queryFn: () => branch.catalog.menu.query() });
}

/** What is often written in notes here; asked once in a while, as it hardly changes within a shift. */
export function useFrequentNotes(): readonly string[] {
  const branch = useBranch();
  const asked = useQuery({ queryKey: ['notes'], queryFn: () => branch.catalog.frequentNotes.query(), staleTime: NOTES_STALE_MS });
  return asked.data ?? NO_NOTES;
}

/** The open cart. It is drawn from here before the server answers, and corrected by what the server answers. */
export function useCart() {
  const branch = useBranch();
  const queries = useQueryClient();
  return useQuery({
    queryKey: CART,
    queryFn: async () => {
      const chosen = await chosenOrder(branch, queries.getQueryData<string>(CHOSEN));
      if (chosen) return cartOf(chosen);
      const order = await branch.orders.current.query();
      return order ? cartOf(order, order.lines.length > 0) : emptyCart(newId(), await usualType(branch, queries));
    },
  });
}

type Offer = BranchOutputs['catalog']['offer'];

/** What an order is until somebody says otherwise: at the counter, where the branch sells there. */
function firstOffered(offer: Offer | undefined): OrderType {
  return (offer && !offer.orderTypes.includes('counter') ? offer.orderTypes[0] : undefined) ?? 'counter';
}

async function usualType(branch: BranchClient, queries: QueryClient): Promise<OrderType> {
  return firstOffered(await queries.ensureQueryData({ queryKey: OFFER, queryFn: () => branch.catalog.offer.query() }));
}

/** The order that was taken up, as long as something can still be done about it. */
async function chosenOrder(branch: BranchClient, orderId: string | undefined): Promise<BranchOrder | undefined> {
  if (orderId === undefined || orderId === '') return undefined;
  const answer = await branch.orders.find.query({ orderId });
  if (!answer.ok || answer.value.hold) return undefined;
  const { state, balance } = answer.value;
  return state === 'draft' || (state === 'placed' && balance > 0) ? answer.value : undefined;
}

/** Puts an order of a table or a list where the cart is. */
export function takeUp(queries: QueryClient, order: BranchOrder): void {
  queries.setQueryData(CHOSEN, order.id);
  queries.setQueryData<Cart>(CART, cartOf(order));
}

/** Everything that can be done to the open cart. The functions stay the same for the life of the screen. */
export type CartActions = {
  /** Adds it, or one more of the line that is already the same food; answers which line it is now. */
  readonly add: (item: SellableProduct, selection: Selection) => string | undefined;
  /** Makes a line what the selection says: in place when it can be, as a new line otherwise. */
  readonly edit: (lineId: string, item: SellableProduct, selection: Selection) => string | undefined;
  readonly changeQuantity: (lineId: string, quantity: number) => void;
  readonly remove: (lineId: string) => void;
  readonly changeType: (orderType: OrderType) => void;
  /** `held`: the kitchen sees it and waits until its turn is said. */
  readonly send: (held?: boolean) => void;
  readonly discard: () => void;
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
  const { mutate: finish } = useMutation({
    mutationKey: CART,
    scope: { id: 'cart' },
    mutationFn: (call: () => Promise<Answer>) => call(),
    onSuccess: (answer) => (answer.ok ? news.finished(answer.value) : news.refused(answer.refusal)),
    onError: news.failed,
  });
  return useMemo(() => cartActions({ branch, queries, run, finish }), [branch, queries, run, finish]);
}

/** The next order, open at once. */
export function startNextCart(queries: QueryClient, finishedOrderId: string): void {
  queries.setQueryData(CHOSEN, '');
  queries.setQueryData<Cart>(CART, (cart) =>
    cart && cart.id !== finishedOrderId ? cart : emptyCart(newId(), firstOffered(queries.getQueryData(OFFER))),
  );
}

type Run = (call: () => Promise<Answer>) => void;
type ActionTools = { readonly branch: BranchClient; readonly queries: QueryClient; readonly run: Run; readonly finish: Run };

function cartActions({ branch: { orders }, queries, run, finish }: ActionTools): CartActions {
  const cart = () => queries.getQueryData<Cart>(CART);
  const lineWhere = (matches: (line: OrderLine) => boolean) => cart()?.lines.find(matches);
  /** Shows the change at once, then makes it true. */
  const change = (made: CartChange, call: (cart: Cart) => Promise<Answer>) => {
    const before = cart();
    if (!before) return;
    queries.setQueryData<Cart>(CART, changedCart(before, made));
    // Before its first line an order exists nowhere but here, so its type is told with that line.
    if (made.kind !== 'type' || before.opened) run(() => call(before));
  };
  const changeQuantity = (lineId: string, quantity: number) =>
    change({ kind: 'quantity', lineId, quantity }, ({ id }) => orders.changeLine.mutate({ orderId: id, lineId, quantity }));
  const changeNote = (lineId: string, note: string | undefined) =>
    change({ kind: 'note', lineId, note }, ({ id }) => orders.changeLine.mutate({ orderId: id, lineId, note: note ?? null }));
  const remove = (lineId: string) => change({ kind: 'remove', lineId }, ({ id }) => orders.removeLine.mutate({ orderId: id, lineId }));
  const add = (item: SellableProduct, selection: Selection) => {
    // What the kitchen has stays as it is: more of it is a line of its own.
    const open = (line: OrderLine) => cart()?.state !== 'placed' || cart()?.unsent.some(({ lineId }) => lineId === line.id) === true;
    const same = lineWhere((line) => open(line) && sameFood(selectionOf(line, line.id), selection));
    const together = (same?.quantity ?? 0) + selection.quantity;
    if (same && together <= MOST_OF_ONE) {
      changeQuantity(same.id, together);
      return same.id;
    }
    const line = priceLine(item, selection, Date.now());
    if (!line.ok) return undefined;
    change({ kind: 'add', line: line.value }, ({ id, type }) => orders.addLine.mutate({ orderId: id, orderType: type, selection }));
    return selection.lineId;
  };
  const closing = (call: (orderId: string) => Promise<Answer>) => {
    const open = cart();
    if (open?.opened) finish(() => call(open.id));
  };
  return {
    add,
    changeQuantity,
    remove,
    edit: (lineId, item, selection) => {
      const line = lineWhere((each) => each.id === lineId);
      if (!line || !samePicks(selectionOf(line, lineId), selection)) {
        remove(lineId);
        return add(item, selection);
      }
      if (line.quantity !== selection.quantity) changeQuantity(lineId, selection.quantity);
      if (line.note !== selection.note) changeNote(lineId, selection.note);
      return lineId;
    },
    changeType: (orderType) => change({ kind: 'type', orderType }, ({ id }) => orders.changeType.mutate({ orderId: id, orderType })),
    send: (held = false) => {
      const added = cart()?.state === 'placed';
      closing((orderId) => (added ? orders.sendAdditions.mutate({ orderId, held }) : orders.place.mutate({ orderId, held })));
    },
    discard: () => closing((orderId) => orders.cancelDraft.mutate({ orderId, reason: DISCARDED })),
  };
}

/** What the server says to a change: usually nothing that anybody has to read. */
function useCartNews() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const toast = useToast();
  const refusalText = useRefusalText();
  const failureText = useFailureText();
  return useMemo(() => {
    const asItIs = () => void queries.invalidateQueries({ queryKey: CART, exact: true });
    return {
      refused: (refusal: Extract<Answer, { ok: false }>['refusal']) => {
        toast({ tone: 'warning', title: refusalText(refusal) });
        asItIs();
      },
      failed: (error: unknown) => {
        toast({ tone: 'warning', title: t('sell.not-saved'), text: failureText(error, t('sell.not-saved-text')) });
        asItIs();
      },
      finished: (order: BranchOrder) => {
        startNextCart(queries, order.id);
        if (order.number) toast({ tone: 'positive', title: t('sell.sent-toast', { number: orderNumberText(order.number) }) });
      },
    };
  }, [queries, toast, refusalText, failureText, t]);
}

/** Takes the server's word unless the screen has already gone on to another order. */
function settle(queries: QueryClient, order: BranchOrder): void {
  queries.setQueryData<Cart>(CART, (cart) => (cart?.id === order.id ? cartOf(order) : cart));
}

/** Lets what an order still has in the kitchen wait for its turn, or says that it has come. */
export function useHoldCourse(orderId: string): (held: boolean) => void {
  const { t } = useTranslation();
  const toast = useToast();
  const { kitchen } = useBranch();
  const { mutate } = useMutation({
    mutationFn: (held: boolean) => kitchen.holdOrder.mutate({ orderId, held }),
    onSuccess: (answer, held) => {
      if (!answer.ok) return toast({ tone: 'warning', title: t(`refusal.${answer.refusal.code}`) });
      const said = answer.value.changed === 0 ? 'service.course-unchanged' : held ? 'service.course-held' : 'service.course-fired';
      toast({ tone: answer.value.changed === 0 ? 'warning' : 'positive', title: t(said) });
    },
    onError: () => toast({ tone: 'warning', title: t('common.not-saved') }),
  });
  return mutate;
}
