import { explodeRecipe } from '@fastops/shared/recipes/explode';
import type { Ingredient, Supplier } from '@fastops/shared/recipes/ingredient';
import type { CookBook, Recipe, RecipeVersion } from '@fastops/shared/recipes/recipe';
import type { PurchaseOrder } from '@fastops/shared/stock/purchase-order';
import type { StockEventBody } from '@fastops/shared/stock/stock.events';
import type { ReadContext } from '../../context.ts';
import { findDoc, findVersion, hasKind, listDocs, listRecipesOf } from './catalog.store.ts';

/** Whether the shop has recipes at all: without any, a sale says nothing of them. */
export function hasRecipes({ db, companyId }: ReadContext): boolean {
  return hasKind(db, companyId, 'recipe');
}

/** Recipes and ingredients as this till has them, looked up one at a time: a sale needs a few of many. */
export function cookBookHere({ db, companyId }: ReadContext): CookBook {
  const of = (target: 'productId' | 'optionId', id: string) => listRecipesOf(db, companyId, { target, id }) as RecipeVersion[];
  return {
    ingredient: (id) => findDoc(db, companyId, { kind: 'ingredient', id }) as Ingredient | undefined,
    recipe: (id) => findVersion(db, companyId, { kind: 'recipe', id }) as RecipeVersion | undefined,
    ofProduct: (productId, sizeId) => {
      const recipes = of('productId', productId);
      const sized = recipes.find(({ target }) => target.kind === 'product' && target.sizeId === sizeId);
      return sized ?? recipes.find(({ target }) => target.kind === 'product' && target.sizeId === undefined);
    },
    ofOption: (optionId) => of('optionId', optionId)[0],
  };
}

/** What so many batches of a preparation make and take; undefined for one that isn't made ahead. */
export function batchOf(
  ctx: ReadContext,
  { recipeId, batches }: { recipeId: string; batches: number },
): StockEventBody<'stock.produced'> | undefined {
  const book = cookBookHere(ctx);
  const recipe = book.recipe(recipeId);
  if (recipe?.target.kind !== 'preparation' || recipe.target.ingredientId === undefined) return undefined;
  const made = { ingredientId: recipe.target.ingredientId, quantity: recipe.makes * batches };
  return { recipeId, version: recipe.version, made, used: explodeRecipe(book, recipe, batches) };
}

export function findIngredient({ db, companyId }: ReadContext, id: string): Ingredient | undefined {
  return findDoc(db, companyId, { kind: 'ingredient', id }) as Ingredient | undefined;
}

export function listIngredients(ctx: ReadContext): Ingredient[] {
  return byName(listDocs(ctx.db, ctx.companyId, 'ingredient') as Ingredient[]);
}

export function listSuppliers(ctx: ReadContext): Supplier[] {
  return byName(listDocs(ctx.db, ctx.companyId, 'supplier') as Supplier[]);
}

export function listPurchaseOrders(ctx: ReadContext): PurchaseOrder[] {
  return listDocs(ctx.db, ctx.companyId, 'purchase-order') as PurchaseOrder[];
}

/** What is made ahead in batches. */
export function listPreparations(ctx: ReadContext): Recipe[] {
  const recipes = listDocs(ctx.db, ctx.companyId, 'recipe') as Recipe[];
  return byName(recipes.filter(({ target }) => target.kind === 'preparation' && target.ingredientId !== undefined));
}

function byName<T extends { readonly name: string }>(docs: readonly T[]): T[] {
  return [...docs].sort((a, b) => a.name.localeCompare(b.name, 'es'));
}
