import { randomUUID } from 'node:crypto';
import type { Menu, ModifierGroup } from '@fastops/shared/catalog/product';
import type { TillWindow } from './till-window.ts';

export type Wish = {
  readonly product: string;
  readonly quantity?: number;
  readonly size?: string;
  readonly without?: boolean;
  readonly extra?: boolean;
  readonly note?: string;
};

type Answer = { readonly ok: boolean; readonly value: { readonly id: string }; readonly refusal?: { readonly code: string } };

/** What a cashier would pick for a wish: what has to be picked, and an extra or a removal when it is wished for. */
export function selectionFor(menu: Menu, wish: Wish) {
  const product = menu.products.find(({ name }) => name === wish.product);
  if (!product) throw new Error(`no ${wish.product} on the menu`);
  const groups = product.groupIds.flatMap((id) => menu.groups.find((group) => group.id === id) ?? []);
  const choices = groups.flatMap((group) => picks(group, wish));
  const size = product.sizes.find(({ name }) => name === wish.size) ?? product.sizes[0];
  const { quantity = 1, note } = wish;
  return {
    lineId: randomUUID(),
    productId: product.id,
    quantity,
    choices,
    ...(size ? { sizeId: size.id } : {}),
    ...(note === undefined ? {} : { note }),
    ...(product.halves ? { halves: product.halves.productIds.slice(0, 2).map((id) => ({ productId: id, choices: [] })) } : {}),
  };
}

function picks(group: ModifierGroup, { without, extra }: Wish) {
  const wanted = (group.kind === 'removal' && without) || (group.kind === 'extra' && extra) ? 1 : 0;
  return group.options
    .filter(({ soldOut }) => !soldOut)
    .slice(0, Math.max(group.min, wanted))
    .map(({ id }) => ({ groupId: group.id, optionId: id, quantity: 1 }));
}

/** Places an order that is paid later, as a waiter does. */
export async function placeOrder(till: TillWindow, menu: Menu, order: { wishes: readonly Wish[]; orderType?: string }): Promise<string> {
  const { wishes, orderType = 'dine_in' } = order;
  const orderId = randomUUID();
  for (const wish of wishes) {
    const added = await till.call<Answer>('mutation', 'orders.addLine', { orderId, orderType, selection: selectionFor(menu, wish) });
    if (!added.ok) throw new Error(`${wish.product}: ${added.refusal?.code ?? ''}`);
  }
  const placed = await till.call<Answer>('mutation', 'orders.place', { orderId });
  if (!placed.ok) throw new Error(placed.refusal?.code);
  return orderId;
}
