import { categorySchema, modifierGroupSchema, productSchema, branchPriceSchema } from '@fastops/shared/catalog/product';
import type { BranchPrice, Category, ModifierGroup, Product } from '@fastops/shared/catalog/product';
import { priceListSchema, type PriceList } from '@fastops/shared/catalog/price-list';
import { priceRuleSchema, type PriceRule } from '@fastops/shared/catalog/price-rule';
import { ingredientSchema, supplierSchema, type Ingredient, type Supplier } from '@fastops/shared/recipes/ingredient';
import { cookBook, recipeSchema, type CookBook, type RecipeVersion } from '@fastops/shared/recipes/recipe';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { BRANCHES } from '../../lib/query-keys.ts';

const MENU = ['menu'] as const;

export type SavedDoc = Questions['catalog']['save']['docs'][number];
export type SavedVersion = Answers['catalog']['history'][number];
type Row = Answers['catalog']['menu'][number];

/** The menu as its editor works on it. */
export type MenuNow = {
  readonly categories: readonly Category[];
  readonly products: readonly Product[];
  readonly groups: readonly ModifierGroup[];
  readonly rules: readonly PriceRule[];
  /** The one that counts first, first. */
  readonly lists: readonly PriceList[];
  readonly branchPrices: readonly BranchPrice[];
  readonly ingredients: readonly Ingredient[];
  readonly suppliers: readonly Supplier[];
  readonly recipes: readonly RecipeVersion[];
  readonly book: CookBook;
};

export function useMenu() {
  return useQuery({ queryKey: MENU, queryFn: async () => menuOf(await api.catalog.menu.query()) });
}

function menuOf(rows: readonly Row[]): MenuNow {
  const docs = <S extends z.ZodType>(kind: string, schema: S): z.output<S>[] =>
    rows.flatMap((row) => {
      const parsed = row.kind === kind ? schema.safeParse(row.doc) : undefined;
      return parsed?.success ? [parsed.data] : [];
    });
  const versions = new Map(rows.map((row) => [row.id, row.version]));
  const ingredients = docs('ingredient', ingredientSchema).sort(byName);
  const recipes = docs('recipe', recipeSchema).map((recipe) => ({ ...recipe, version: versions.get(recipe.id) ?? 1 }));
  return {
    categories: docs('category', categorySchema).sort(bySort),
    products: docs('product', productSchema).sort(bySort),
    groups: docs('modifier-group', modifierGroupSchema).sort(byName),
    rules: docs('price-rule', priceRuleSchema).sort(byName),
    lists: docs('price-list', priceListSchema).sort(bySort),
    branchPrices: docs('branch-price', branchPriceSchema),
    suppliers: docs('supplier', supplierSchema).sort(byName),
    ingredients,
    recipes: recipes.sort(byName),
    book: cookBook(ingredients, recipes),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name, 'es');
}

function bySort(a: { readonly sort: number; readonly name: string }, b: { readonly sort: number; readonly name: string }): number {
  return a.sort - b.sort || byName(a, b);
}

/** How many documents the cloud takes at once. */
const AT_ONCE = 200;

export function useSaveDocs() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (docs: readonly SavedDoc[]) => {
      for (let from = 0; from < docs.length; from += AT_ONCE) await api.catalog.save.mutate({ docs: docs.slice(from, from + AT_ONCE) });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: MENU }),
  });
}

export function useHistory() {
  return useQuery({ queryKey: [...MENU, 'history'], queryFn: () => api.catalog.history.query({ limit: 100 }) });
}

export function useBranches() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

/** A document as it is saved. */
export function saved<D extends { readonly id: string }>(kind: SavedDoc['kind'], doc: D): SavedDoc {
  return { kind, id: doc.id, deleted: false, doc: { ...doc } };
}

/** A document that is put away; its history keeps it. */
export function archived<D extends { readonly id: string }>(kind: SavedDoc['kind'], doc: D): SavedDoc {
  return { kind, id: doc.id, deleted: true, doc: { ...doc } };
}
