const MOST_AT_ONCE = 200;
type StaffRow = { id: string; name: string; role: string; branchId: string | null; alsoAt: string[] };

/** The owner of the demo company, through the cloud's own HTTP door. */
export class Owner {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async of(url: string, { email, password }: { email: string; password: string }): Promise<Owner> {
    const { token } = await post<{ token: string }>(`${url}/trpc/auth.login`, { email, password }, '');
    return new Owner(url, token);
  }

  async save(kind: string, doc: object): Promise<void> {
    await this.#saveAll([{ kind, doc }]);
  }

  /** Adds that many products with long names to a category that the menu has. */
  async saveProducts(count: number): Promise<void> {
    const products = await this.#get<{ categoryId: string; name: string }[]>('catalog.products');
    const model = products.find(({ name }) => name === 'Perro sencillo');
    const docs = Array.from({ length: count }, (_, n) => ({
      kind: 'product',
      doc: {
        ...model,
        id: `00000000-0000-7000-8000-${String(700_000 + n).padStart(12, '0')}`,
        name: `Perro especial de la casa número ${n} con tocineta extraordinaria`,
        groupIds: [],
        price: 12_000 + n * 50,
        sort: 90_000 + n,
      },
    }));
    for (let from = 0; from < docs.length; from += MOST_AT_ONCE) await this.#saveAll(docs.slice(from, from + MOST_AT_ONCE));
  }

  /** The owner's word that a till may be uninstalled, as the dashboard asks for it. */
  async removalCode(till: string): Promise<string> {
    const tills = await this.#get<{ id: string; name: string }[]>('terminals.list');
    const terminalId = tills.find(({ name }) => name === till)?.id;
    return (await post<{ code: string }>(`${this.#url}/trpc/terminals.removalCode`, { terminalId }, this.#token)).code;
  }

  /** Lets everybody at the tills work, or nobody. */
  async setStaff(status: 'working' | 'blocked'): Promise<void> {
    for (const { id, name, role, branchId, alsoAt } of await this.#get<StaffRow[]>('staff.everybody')) {
      await post(`${this.#url}/trpc/staff.save`, { id, name, role, branchId, alsoAt, status }, this.#token);
    }
  }

  async soldOut(): Promise<readonly { targetId: string }[]> {
    return (await this.#get<{ items: { targetId: string }[] }>('api.soldOut.list?input=%7B%7D')).items;
  }

  /** The tills of the company that still work. */
  async tills(): Promise<readonly { id: string; branchId: string }[]> {
    const all = await this.#get<{ id: string; branchId: string; revoked: boolean }[]>('terminals.list');
    return all.filter(({ revoked }) => !revoked);
  }

  async putAway(terminalId: string): Promise<void> {
    await post(`${this.#url}/trpc/terminals.revoke`, { terminalId }, this.#token);
  }

  /** A code with which a till goes on as itself. */
  async codeFor(till: { id: string; branchId: string }): Promise<string> {
    const input = { branchId: till.branchId, terminalId: till.id };
    return (await post<{ code: string }>(`${this.#url}/trpc/terminals.createCode`, input, this.#token)).code;
  }

  async #saveAll(docs: readonly { kind: string; doc: object }[]): Promise<void> {
    const saved = docs.map(({ kind, doc }) => ({ kind, id: Reflect.get(doc, 'id'), deleted: false, doc }));
    await post(`${this.#url}/trpc/catalog.save`, { docs: saved }, this.#token);
  }

  async #get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.#url}/trpc/${path}`, { headers: { authorization: `Bearer ${this.#token}` } });
    return read<T>(path, answer);
  }
}

async function post<T>(url: string, body: object, token: string): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  return read<T>(url, await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function read<T>(what: string, answer: Response): Promise<T> {
  if (!answer.ok) throw new Error(`${what}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  const body = (await answer.json()) as { result: { data: T } };
  return body.result.data;
}
