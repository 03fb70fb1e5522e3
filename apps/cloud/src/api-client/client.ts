import type { Routes } from './routes.generated.ts';

/** A route, as `GET /products`. */
export type Route = keyof Routes;
type Part<Name extends string, T> = object extends T ? { readonly [K in Name]?: T } : { readonly [K in Name]: T };
/** What a call of a route is given; parts that a route can do without may be left out. */
export type Call<R extends Route> = Part<'path', Routes[R]['path']> &
  Part<'query', Routes[R]['query']> &
  Part<'body', Routes[R]['body']> &
  Named;
/** A name for this write: sent again, it answers the same and does nothing. */
type Named = { readonly idempotencyKey?: string };
type Parts = Named & { readonly path?: object; readonly query?: object; readonly body?: object };
type Listing = { [R in Route]: Routes[R]['answer'] extends { items: readonly unknown[]; next: string | null } ? R : never }[Route];
type ItemOf<R extends Listing> = Routes[R]['answer'] extends { items: readonly (infer Item)[] } ? Item : never;

/** The cloud said no: the status, and the code that stays what it is. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  constructor(status: number, { code = 'unknown', requestId = '' }: { code?: string; requestId?: string }) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}

/** A client of the public API; `token` is an API key or an access token. */
export function apiClient({ url, token }: { readonly url: string; readonly token: () => string | undefined }) {
  const send = async (route: string, { path: params, query, body, idempotencyKey }: Parts): Promise<unknown> => {
    const [method = 'GET', path = ''] = route.split(' ');
    const bearer = token();
    const headers = {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    };
    const address = `${url}/api/v1${filled(path, params)}${queryOf(query)}`;
    const answer = await fetch(address, { method, headers, body: body ? JSON.stringify(body) : null });
    if (!answer.ok) throw new ApiProblem(answer.status, await answer.json().catch(() => ({})));
    return answer.json();
  };
  return {
    // The cloud checks each answer against the document before it sends it: the type is a promise kept there.
    call: async <R extends Route>(route: R, given: Call<R>) => (await send(route, given)) as Routes[R]['answer'],
    /** Every item of a list, page after page. */
    every: async function* <R extends Listing>(route: R, given: Call<R>): AsyncGenerator<ItemOf<R>> {
      const first: Parts = given;
      let cursor: string | null | undefined;
      do {
        const query = cursor === undefined ? first.query : { ...first.query, cursor };
        const page = (await send(route, { ...first, ...(query ? { query } : {}) })) as Page<ItemOf<R>>;
        yield* page.items;
        cursor = page.next;
      } while (cursor !== null);
    },
  };
}
type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null };

function filled(path: string, params: object = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(Reflect.get(params, name))));
}

function queryOf(query: object = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().flatMap((each) => (each === undefined ? [] : [[name, String(each)]])),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}
