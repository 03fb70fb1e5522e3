import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import { orderTypeSchema } from '../orders/order-type.ts';
import { quantitySchema, type Ingredient } from './ingredient.ts';

/** A recipe inside a recipe inside…: at most so deep. */
export const MOST_DEEP = 5;

/**
 * One thing that goes in: an ingredient, or another recipe. In what an option changes, `less` takes some away and `without` all of it,
 * never below nothing. `orderTypes`: only for those, which is how packaging is said.
 */
export const recipeItemSchema = z
  .strictObject({
    ingredientId: idSchema.optional(),
    recipeId: idSchema.optional(),
    /** Of what can be used, in thousandths of the base unit. */
    quantity: quantitySchema,
    effect: z.enum(['add', 'less', 'without']),
    orderTypes: z.array(orderTypeSchema).min(1).max(6).optional(),
  })
  .refine(({ ingredientId, recipeId }) => (ingredientId === undefined) !== (recipeId === undefined), 'an ingredient or a recipe');
/** See {@link recipeItemSchema}. */
export type RecipeItem = z.infer<typeof recipeItemSchema>;

/** What it is a recipe of: a product (or one size of it), what an option changes, or a preparation of the kitchen. */
export const recipeTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('product'), productId: idSchema, sizeId: idSchema.optional() }),
  z.strictObject({ kind: z.literal('option'), optionId: idSchema }),
  /** With `ingredientId` it is made ahead in batches and kept in stock as that; without, it is taken apart at each sale. */
  z.strictObject({ kind: z.literal('preparation'), ingredientId: idSchema.optional() }),
]);
/** See {@link recipeTargetSchema}. */
export type RecipeTarget = z.infer<typeof recipeTargetSchema>;

/** What goes into something. Its version is that of the document: a sold line keeps which one it was made by. */
export const recipeSchema = z.strictObject({
  id: idSchema,
  name: textSchema(80),
  target: recipeTargetSchema,
  /** How much one batch makes, in thousandths; of a product or an option one serving. */
  makes: quantitySchema,
  items: z.array(recipeItemSchema).max(60),
  note: textSchema(400).optional(),
});
/** See {@link recipeSchema}. */
export type Recipe = z.infer<typeof recipeSchema>;

/** A recipe with the version of its document. */
export type RecipeVersion = Recipe & { readonly version: number };

/** Where recipes and ingredients are looked up. */
export type CookBook = {
  readonly ingredient: (id: string) => Ingredient | undefined;
  readonly recipe: (id: string) => RecipeVersion | undefined;
  /** The recipe of that size, or the one that is for every size. */
  readonly ofProduct: (productId: string, sizeId: string | undefined) => RecipeVersion | undefined;
  readonly ofOption: (optionId: string) => RecipeVersion | undefined;
};

/** Why a recipe can't be: it contains itself, or is too deep. */
export type RecipeFault = { readonly code: 'recipe.cycle' | 'recipe.too-deep'; readonly path: readonly string[] };

/** Looks through everything inside a recipe for one that contains itself, and for more depth than a kitchen has. */
export function recipeFault(recipe: Recipe, find: (id: string) => Recipe | undefined): RecipeFault | undefined {
  return faultBelow(recipe, find, [recipe]);
}

function faultBelow(recipe: Recipe, find: (id: string) => Recipe | undefined, path: readonly Recipe[]): RecipeFault | undefined {
  for (const { recipeId } of recipe.items) {
    const inner = recipeId === undefined ? undefined : path[0]?.id === recipeId ? path[0] : find(recipeId);
    if (!inner) continue;
    const names = [...path, inner].map(({ name }) => name);
    if (path.some(({ id }) => id === inner.id)) return { code: 'recipe.cycle', path: names };
    if (path.length >= MOST_DEEP) return { code: 'recipe.too-deep', path: names };
    const fault = faultBelow(inner, find, [...path, inner]);
    if (fault) return fault;
  }
  return undefined;
}

/** A cook book over documents that are at hand. */
export function cookBook(ingredients: readonly Ingredient[], recipes: readonly RecipeVersion[]): CookBook {
  const byId = new Map(ingredients.map((each) => [each.id, each]));
  const recipeById = new Map(recipes.map((each) => [each.id, each]));
  const targets = new Map<string, RecipeVersion>();
  for (const recipe of recipes) targets.set(targetKey(recipe.target), recipe);
  return {
    ingredient: (id) => byId.get(id),
    recipe: (id) => recipeById.get(id),
    ofProduct: (productId, sizeId) => targets.get(`product ${productId} ${sizeId ?? ''}`) ?? targets.get(`product ${productId} `),
    ofOption: (optionId) => targets.get(`option ${optionId}`),
  };
}

function targetKey(target: RecipeTarget): string {
  if (target.kind === 'product') return `product ${target.productId} ${target.sizeId ?? ''}`;
  return target.kind === 'option' ? `option ${target.optionId}` : `preparation ${target.ingredientId ?? ''}`;
}
