import type { ModifierGroup, ModifierOption } from '@fastops/shared/catalog/product';
import type { SelectedComponent, Selection } from '@fastops/shared/catalog/selection';
import type { Sellable } from '@fastops/shared/catalog/sellable';

import { pickedIn } from './selection.ts';

/** What fills one slot, and its place among all that is picked. */
export type Filling = { readonly component: SelectedComponent; readonly index: number };

export function fillingsOf(selection: Selection, group: ModifierGroup): readonly Filling[] {
  return (selection.components ?? [])
    .map((component, index) => ({ component, index }))
    .filter(({ component }) => component.groupId === group.id);
}

/** One tap on a product of a slot: in a slot for one it takes the other's place, in a larger one it is added while there is room. */
export function fillSlot(
  selection: Selection,
  group: ModifierGroup,
  filling: { option: ModifierOption; item: Pick<Sellable, 'product'> },
): Selection {
  const others = selection.components ?? [];
  if (group.max > 1)
    return pickedIn(selection, group) >= group.max ? selection : withComponents(selection, [...others, fresh(group, filling)]);
  const now = others.find(({ groupId }) => groupId === group.id);
  const rest = others.filter(({ groupId }) => groupId !== group.id);
  if (now?.optionId === filling.option.id) return group.min === 0 ? withComponents(selection, rest) : selection;
  const emptied = { ...selection, choices: selection.choices.filter(({ groupId }) => groupId !== group.id) };
  return withComponents(emptied, [...rest, fresh(group, filling)]);
}

export function changeFilling(selection: Selection, index: number, component: SelectedComponent): Selection {
  return withComponents(
    selection,
    (selection.components ?? []).map((each, place) => (place === index ? component : each)),
  );
}

export function emptyFilling(selection: Selection, index: number): Selection {
  return withComponents(
    selection,
    (selection.components ?? []).filter((_, place) => place !== index),
  );
}

/** In its first size, with the choices that leave no choice. */
function fresh(group: ModifierGroup, { option, item }: { option: ModifierOption; item: Pick<Sellable, 'product'> }): SelectedComponent {
  const size = option.sizes?.find(({ sizeId }) => item.product.sizes.some(({ id }) => id === sizeId));
  return { groupId: group.id, optionId: option.id, ...(size ? { sizeId: size.sizeId } : {}), choices: [] };
}

function withComponents({ components: _, ...rest }: Selection, components: readonly SelectedComponent[]): Selection {
  return components.length === 0 ? rest : { ...rest, components: [...components] };
}
