import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WompiAccount } from '../adapters/wompi.ts';
import type { PaymentStatus } from '../modules/subscriptions/subscriptions.port.ts';

type Transaction = { id: string; reference: string; status: PaymentStatus; amount_in_cents: number; currency: string };

/** Wompi's API as its documents describe it: transactions begin PENDING, change later, and are asked for by id or reference. */
export type WompiServer = {
  readonly account: WompiAccount;
  readonly transactions: Map<string, Transaction>;
  /** Somebody filled in the page that this address leads to; answers the transaction's id. Wrong signatures get no page. */
  payAt(checkoutUrl: string, status?: PaymentStatus, change?: Partial<Transaction>): string;
  /** The message that goes to the events address, signed over the present state, or over what the test says. */
  event(id: string, change?: { timestamp?: number; status?: PaymentStatus }): unknown;
  /** What it does when it isn't well. */
  fail(status: number | undefined): void;
  close(): Promise<void>;
};

const SECRETS = { publicKey: 'pub_test_x', privateKey: 'prv_test_x', integritySecret: 'test_integrity_x', eventsSecret: 'test_events_x' };

export async function wompiServer(): Promise<WompiServer> {
  const transactions = new Map<string, Transaction>();
  let failing: number | undefined;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://wompi');
    const reply = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (failing !== undefined) return reply(failing, { error: { type: 'SERVER' } });
    if (request.headers.authorization !== `Bearer ${SECRETS.privateKey}`) return reply(401, { error: { type: 'INVALID_ACCESS_TOKEN' } });
    const id = /^\/v1\/transactions\/(.+)$/.exec(url.pathname)?.[1];
    const reference = url.searchParams.get('reference');
    if (id !== undefined) {
      const found = transactions.get(decodeURIComponent(id));
      return found ? reply(200, { data: found, meta: {} }) : reply(404, { error: { type: 'NOT_FOUND_ERROR' } });
    }
    return reply(200, { data: [...transactions.values()].filter((each) => each.reference === reference), meta: {} });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const account = { ...SECRETS, api: `http://127.0.0.1:${port}/v1`, checkout: 'https://checkout.wompi.co/p/' };
  return {
    account,
    transactions,
    payAt: (checkoutUrl, status = 'PENDING', change = {}) => {
      const asked = new URL(checkoutUrl).searchParams;
      const [reference = '', cents = '', currency = ''] = ['reference', 'amount-in-cents', 'currency'].map((name) => asked.get(name) ?? '');
      const wanted = sha256(`${reference}${cents}${currency}${SECRETS.integritySecret}`);
      if (asked.get('signature:integrity') !== wanted || asked.get('public-key') !== SECRETS.publicKey) throw new Error('no such page');
      const id = `${transactions.size + 1}-1610641025-${49_201 + transactions.size}`;
      transactions.set(id, { id, reference, status, amount_in_cents: Number(cents), currency, ...change });
      return id;
    },
    event: (id, { timestamp = 1_530_291_411, status } = {}) => {
      const found = transactions.get(id);
      if (!found) throw new Error(`no transaction ${id}`);
      const transaction = { ...found, ...(status === undefined ? {} : { status }) };
      const checksum = sha256(`${id}${transaction.status}${transaction.amount_in_cents}${timestamp}${SECRETS.eventsSecret}`);
      const properties = ['transaction.id', 'transaction.status', 'transaction.amount_in_cents'];
      const sentAt = '2018-07-20T16:45:05.000Z';
      return {
        event: 'transaction.updated',
        data: { transaction },
        environment: 'test',
        signature: { properties, checksum },
        timestamp,
        sent_at: sentAt,
      };
    },
    fail: (status) => {
      failing = status;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
