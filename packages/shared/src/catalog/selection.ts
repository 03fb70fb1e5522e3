import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import type { LineChoice, LinePart, OrderLine } from '../orders/line.ts';
import { lineWeightSchema, type LineWeight } from '../orders/line-weight.ts';

/** One option, so many times. */
const pickSchema = z.strictObject({ groupId: idSchema, optionId: idSchema, quantity: z.int().min(1).max(99) });

/** What a portion weighed, and by which weighing. */
const pickedWeightSchema = lineWeightSchema.pick({ grams: true, weighingId: true });

/** What the cashier picked. There is no price in it: prices come from the catalogue. */
export const selectionSchema = z.strictObject({
  lineId: idSchema,
  productId: idSchema,
  sizeId: idSchema.optional(),
  quantity: z.int().min(1).max(999),
  choices: z.array(pickSchema).max(60),
  note: textSchema(80).optional(),
  /** The two halves of a plate, each with its own extras and what is left out of it. */
  halves: z
    .array(z.strictObject({ productId: idSchema, choices: z.array(pickSchema).max(20) }))
    .length(2)
    .optional(),
  /** The products that fill the slots of a combo, each with its own size and choices. */
  components: z
    .array(
      z.strictObject({
        groupId: idSchema,
        optionId: idSchema,
        sizeId: idSchema.optional(),
        choices: z.array(pickSchema).max(30),
        weight: pickedWeightSchema.optional(),
      }),
    )
    .min(1)
    .max(18)
    .optional(),
  /** What it weighed, for what is sold by weight. */
  weight: pickedWeightSchema.optional(),
});
/** See {@link selectionSchema}. */
export type Selection = z.infer<typeof selectionSchema>;
/** One option of a {@link Selection}, so many times. */
export type Pick = Selection['choices'][number];
/** One half of a {@link Selection}. */
export type SelectedHalf = NonNullable<Selection['halves']>[number];
/** What fills a slot in a {@link Selection}. */
export type SelectedComponent = NonNullable<Selection['components']>[number];

/** Why a selection is no line. */
export type SelectionRefusal =
  | { readonly code: 'line.sold-out'; readonly name: string }
  | { readonly code: 'line.not-now'; readonly name: string }
  | { readonly code: 'line.size-needed'; readonly name: string }
  | { readonly code: 'line.unknown-option'; readonly groupId: string }
  | { readonly code: 'line.halves-needed'; readonly name: string }
  | { readonly code: 'line.not-as-half'; readonly name: string }
  | { readonly code: 'line.weight-needed'; readonly name: string }
  | { readonly code: 'line.one-portion'; readonly name: string }
  | { readonly code: 'line.not-by-weight'; readonly name: string }
  | { readonly code: 'line.too-few'; readonly group: string; readonly missing: number }
  | { readonly code: 'line.too-many'; readonly group: string; readonly max: number };

/** The selection that would make this line again, under an id of the caller's. */
export function selectionOf(line: OrderLine, lineId: string): Selection {
  const halves = line.parts?.filter(({ kind }) => kind === 'half') ?? [];
  const components = line.parts?.flatMap(componentOf) ?? [];
  return {
    lineId,
    productId: line.productId,
    ...(line.size ? { sizeId: line.size.id } : {}),
    quantity: line.quantity,
    choices: line.choices.map(pickOf),
    ...(line.note === undefined ? {} : { note: line.note }),
    ...(halves.length > 0 ? { halves: halves.map(({ productId, choices }) => ({ productId, choices: choices.map(pickOf) })) } : {}),
    ...(components.length > 0 ? { components } : {}),
    ...(line.weight ? { weight: pickedWeight(line.weight) } : {}),
  };
}

function pickedWeight({ grams, weighingId }: LineWeight): NonNullable<Selection['weight']> {
  return { grams, weighingId };
}

function pickOf({ groupId, optionId, quantity }: LineChoice): Pick {
  return { groupId, optionId, quantity };
}

function componentOf({ groupId, optionId, size, choices, weight }: LinePart): SelectedComponent[] {
  if (groupId === undefined || optionId === undefined) return [];
  const sized = size ? { sizeId: size.id } : {};
  return [{ groupId, optionId, ...sized, choices: choices.map(pickOf), ...(weight ? { weight: pickedWeight(weight) } : {}) }];
}
