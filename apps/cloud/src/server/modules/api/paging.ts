import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { businessDaySchema } from '@fastops/shared/base/time';

/** What every list of the public API takes and answers. */
export const ID_EXAMPLE = '0198c0de-7a3f-7c21-9b1e-4f2a6d8c1b07';
export const BRANCH_EXAMPLE = '0198c0de-7a3f-7c21-9b1e-4f2a6d8c1b01';

export const id = idSchema.meta({ description: 'UUID.', example: ID_EXAMPLE });
export const branch = idSchema.meta({ description: 'A branch.', example: BRANCH_EXAMPLE });
export const day = businessDaySchema.meta({ description: 'A business day, YYYY-MM-DD.', example: '2026-11-24' });
export const text = z.string().trim().max(80).default('').meta({ description: 'Only those with this in their name.', example: 'papa' });
export const paged = {
  cursor: z.string().min(1).max(200).meta({ description: '`next` of the page before.', example: ID_EXAMPLE }).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'How many at most, 1 to 200.', example: 50 }),
};
export const nothing = z.strictObject({});
export const one = z.strictObject({ id });
export const period = { from: day, to: day };

/** A schema with an example of it, which must be one, and the name that it has in the document. */
export function shown<S extends z.ZodType>(schema: S, example: z.input<S>, name?: string): S {
  schema.parse(example);
  return schema.meta({ examples: [example], ...(name === undefined ? {} : { id: name }) });
}

/** What a list answers: the page, and the cursor of the next. */
export function listOf<S extends z.ZodType>(item: S) {
  const list = z.object({ items: z.array(item), next: z.string().nullable().describe('Cursor of the next page; null at the end.') });
  return list.meta({ examples: [{ items: item.meta()?.examples ?? [], next: null }] });
}

/** A page of what is few enough to be read whole, in the order of the ids. */
export function pageById<T>(
  all: readonly T[],
  { cursor = '', limit }: Paged,
  idOf: (each: T) => string,
): { items: T[]; next: string | null } {
  const behind = all.filter((each) => idOf(each) > cursor).toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const items = behind.slice(0, limit);
  const end = items.at(-1);
  return { items, next: behind.length > limit && end !== undefined ? idOf(end) : null };
}

type Paged = { readonly cursor?: string | undefined; readonly limit: number };
