/** What a caller would like to decide and may not: whose it is, what it costs, whether it is paid, when it was. */
export const EXTRA_FIELDS: Readonly<Record<string, unknown>> = {
  company_id: '00000000-0000-4000-8000-0000000000c8',
  branch_id: '00000000-0000-4000-8000-0000000000c8',
  role: 'owner',
  price: 1,
  total: 1,
  is_paid: true,
  created_at: 1,
};

export type Widened = { readonly at: string; readonly field: string; readonly value: unknown };

/** The input once for each object in it and each extra field: with that field put there. */
export function widened(input: unknown): Widened[] {
  return placesIn(input ?? {}, '$').flatMap(({ at, place, put }) =>
    Object.entries(EXTRA_FIELDS).flatMap(([field, value]) =>
      field in place ? [] : [{ at, field, value: put({ ...place, [field]: value }) }],
    ),
  );
}

type Place = { readonly at: string; readonly place: object; readonly put: (other: unknown) => unknown };

function placesIn(value: unknown, at: string): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const own: Place[] = Array.isArray(value) ? [] : [{ at, place: value, put: (other) => other }];
  // One element stands for its list.
  const entries = Array.isArray(value) ? value.slice(0, 1).map((each, index) => [String(index), each] as const) : Object.entries(value);
  const inner = entries.flatMap(([key, each]) =>
    placesIn(each, `${at}.${key}`).map(({ put, ...rest }) => ({ ...rest, put: (other: unknown) => withOther(value, key, put(other)) })),
  );
  return [...own, ...inner];
}

function withOther(value: object, key: string, other: unknown): unknown {
  return Array.isArray(value) ? value.map((each, index) => (String(index) === key ? other : each)) : { ...value, [key]: other };
}
