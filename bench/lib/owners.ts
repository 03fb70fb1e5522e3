import { percentile } from './report.ts';
import { OWNER_PASSWORD, ownerEmail } from './seeded-companies.ts';

/** What owners do at once: each clicks, waits for the answer, thinks, and clicks again. */
export type OwnersInput = {
  readonly url: string;
  readonly companies: number;
  readonly clients: number;
  readonly thinkMs: number;
  readonly seconds: number;
};
export type Act = 'login' | 'products' | 'save product' | "today's page" | 'permission check';
export type OwnersFigures = {
  readonly byAct: Readonly<Record<Act, { readonly p50: number; readonly p95: number; readonly count: number }>>;
  readonly errors: number;
  readonly perSecond: number;
};

type Owner = { readonly index: number; readonly address: string; token: string };
type Product = { readonly id: string; readonly price: number };

/** Runs the crowd and answers what it waited for. */
export async function owners(input: OwnersInput): Promise<OwnersFigures> {
  const samples = new Map<Act, number[]>();
  const failures: string[] = [];
  const timed = async <T>(act: Act, run: () => Promise<T>): Promise<T | undefined> => {
    const start = performance.now();
    try {
      const answer = await run();
      samples.set(act, [...(samples.get(act) ?? []), performance.now() - start]);
      return answer;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  };
  const began = performance.now();
  const until = began + input.seconds * 1_000;
  await Promise.all(Array.from({ length: input.clients }, (_, index) => oneOwner(input, { index, until, timed })));
  const took = performance.now() - began;
  for (const failure of [...new Set(failures)].slice(0, 5)) console.error(failure);
  const all = [...samples.values()].reduce((sum, each) => sum + each.length, 0);
  const byAct = Object.fromEntries(
    [...samples].map(([act, list]) => [act, { p50: percentile(list, 50), p95: percentile(list, 95), count: list.length }]),
  ) as OwnersFigures['byAct'];
  return { byAct, errors: failures.length, perSecond: Math.round((all / took) * 1_000) };
}

type Turn = {
  readonly index: number;
  readonly until: number;
  readonly timed: <T>(act: Act, run: () => Promise<T>) => Promise<T | undefined>;
};

async function oneOwner({ url, companies, clients, thinkMs }: OwnersInput, { index, until, timed }: Turn): Promise<void> {
  // An account each, companies far apart, and not all in the same instant: nobody's shop opens with everybody else's.
  const account = Math.floor((index * Math.max(companies, clients)) / clients);
  const owner: Owner = { index, address: `10.1.${Math.floor(index / 250)}.${(index % 250) + 1}`, token: '' };
  const think = () => new Promise((resolve) => setTimeout(resolve, thinkMs * (0.5 + ((index * 7) % 10) / 10)));
  const spreadMs = (until - performance.now()) / 2;
  await new Promise((resolve) => setTimeout(resolve, (index * spreadMs) / clients));
  while (performance.now() < until) {
    const logged = await timed('login', () =>
      post<{ token: string }>(url, owner, { path: 'auth.login', input: { email: ownerEmail(account), password: OWNER_PASSWORD } }),
    );
    if (!logged) return;
    owner.token = logged.token;
    // A log-in is for a session of clicks.
    for (let click = 0; click < 6 && performance.now() < until; click += 1) {
      await think();
      const menu = await timed('products', () => get<Product[]>(url, owner, 'catalog.products'));
      const product = menu?.[click];
      await think();
      if (product) await timed('save product', () => post(url, owner, { path: 'catalog.save', input: { docs: [saved(product, click)] } }));
      await think();
      await timed("today's page", () => get(url, owner, 'dashboard.today'));
      await think();
      await timed('permission check', () => get(url, owner, 'auth.me'));
    }
  }
}

/** The same product at another price: a change that tills must hear of. */
function saved(product: Product, click: number) {
  return { kind: 'product', id: product.id, deleted: false, doc: { ...product, price: product.price + 50 * (1 + click) } };
}

const headersOf = ({ address, token }: Owner): Record<string, string> => ({
  'content-type': 'application/json',
  'x-forwarded-for': address,
  ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
});

async function get<T>(url: string, owner: Owner, path: string): Promise<T> {
  return answerOf<T>(await fetch(`${url}/trpc/${path}`, { headers: headersOf(owner) }), path);
}

async function post<T>(url: string, owner: Owner, { path, input }: { path: string; input: object }): Promise<T> {
  return answerOf<T>(await fetch(`${url}/trpc/${path}`, { method: 'POST', headers: headersOf(owner), body: JSON.stringify(input) }), path);
}

async function answerOf<T>(answer: Response, path: string): Promise<T> {
  const said = (await answer.json()) as { result?: { data: T } };
  if (!answer.ok || !said.result) throw new Error(`${path}: ${answer.status} ${JSON.stringify(said).slice(0, 200)}`);
  return said.result.data;
}
