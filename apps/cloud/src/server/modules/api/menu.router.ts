import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { reaches } from '@fastops/shared/identity/access';
import { categorySchema, modifierGroupSchema, productSchema, type CatalogKind } from '@fastops/shared/catalog/product';
import { ingredientSchema } from '@fastops/shared/recipes/ingredient';
import { recipeSchema } from '@fastops/shared/recipes/recipe';
import { reachProcedure, router, userProcedure } from '../../rpc/procedures.ts';
import { soldOut } from '../catalog/catalog.service.ts';
import { oneResource, putResource, removeResource, resourcePage } from '../catalog/resources.service.ts';
import * as answers from './menu.answers.ts';
import { id, listOf, nothing, one, paged, shown, text } from './paging.ts';

const version = z.int().min(0).meta({ description: 'The version this was made from; another by now is a 409.', example: 3 }).optional();

type Kind = {
  readonly kind: CatalogKind;
  /** As paths and summaries name it. */
  readonly one: string;
  readonly many: string;
  readonly doc: z.ZodObject;
  readonly example: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType;
  /** By what else a list is narrowed: the parameter, and where a document holds it. */
  readonly filter?: { readonly name: string; readonly inside: (value: string) => object };
};

/** Reading and writing one kind of document of the menu, as five routes. */
function resource({ kind, one: single, many, doc, example, answer, filter }: Kind) {
  const path = `/${many}` as const;
  const itself = `/${many}/{id}` as const;
  const tags = [many];
  const written = z.strictObject(doc.omit({ id: true }).shape);
  const narrowed = z.strictObject({ ...paged, q: text, ...(filter ? { [filter.name]: idSchema.optional() } : {}) });
  return router({
    list: userProcedure('catalog.read', narrowed, {
      method: 'GET',
      path,
      tags,
      summary: `List ${many.replaceAll('-', ' ')}`,
      answer: listOf(answer),
    }).query(({ sql }, { cursor, limit, q, ...rest }) => {
      const wanted = filter && z.string().safeParse(Reflect.get(rest, filter.name)).data;
      return resourcePage(sql, { kind, cursor, limit, text: q, containing: wanted === undefined ? {} : (filter?.inside(wanted) ?? {}) });
    }),
    get: userProcedure('catalog.read', one, { method: 'GET', path: itself, tags, summary: `Read one ${single}`, answer }).find(
      ({ sql }, { id: asked }) => oneResource(sql, { kind, id: asked }),
    ),
    create: userProcedure('catalog.edit', shown(written, example), {
      method: 'POST',
      path,
      tags,
      summary: `Create one ${single}`,
      answer,
    }).mutation((call, said) => putResource(call, { kind, id: call.machine.newId(), version: 0, doc: said })),
    put: userProcedure('catalog.edit', z.strictObject({ id, version, ...written.shape }).meta({ examples: [{ version: 1, ...example }] }), {
      method: 'PUT',
      path: itself,
      tags,
      summary: `Write one ${single} whole, or create it with an id of yours`,
      answer,
    }).mutation((call, { id: asked, version: made, ...said }) => putResource(call, { kind, id: asked, version: made, doc: said })),
    remove: userProcedure('catalog.edit', one, {
      method: 'DELETE',
      path: itself,
      tags,
      summary: `Take one ${single} off`,
      answer: shown(one, { id: '0198c0de-7a3f-7c21-9b1e-4f2a6d8c1b07' }),
    }).mutation((call, { id: asked }) => removeResource(call, { kind, id: asked })),
  });
}

export const categoriesRouter = resource({
  kind: 'category',
  one: 'category',
  many: 'categories',
  doc: categorySchema,
  example: answers.CATEGORY_EXAMPLE,
  answer: answers.category,
});

export const productsRouter = resource({
  kind: 'product',
  one: 'product',
  many: 'products',
  doc: productSchema,
  example: answers.PRODUCT_EXAMPLE,
  answer: answers.product,
  filter: { name: 'categoryId', inside: (categoryId) => ({ categoryId }) },
});

export const modifierGroupsRouter = resource({
  kind: 'modifier-group',
  one: 'modifier group',
  many: 'modifier-groups',
  doc: modifierGroupSchema,
  example: answers.GROUP_EXAMPLE,
  answer: answers.modifierGroup,
});

export const recipesRouter = resource({
  kind: 'recipe',
  one: 'recipe',
  many: 'recipes',
  doc: recipeSchema,
  example: answers.RECIPE_EXAMPLE,
  answer: answers.recipe,
  filter: { name: 'productId', inside: (productId) => ({ target: { productId } }) },
});

export const ingredientsRouter = resource({
  kind: 'ingredient',
  one: 'ingredient',
  many: 'ingredients',
  doc: ingredientSchema,
  example: answers.INGREDIENT_EXAMPLE,
  answer: answers.ingredient,
});

/** What the branches within reach are out of. */
export const soldOutRouter = router({
  list: reachProcedure('catalog.read', nothing, {
    method: 'GET',
    path: '/sold-out',
    tags: ['products'],
    summary: 'What branches are out of now',
    answer: answers.soldOut,
  }).query(async ({ sql, actor }) => ({
    items: (await soldOut(sql)).filter(({ branchId }) => reaches(actor.reach, branchId)),
    next: null,
  })),
});
