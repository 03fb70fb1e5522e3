import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { timesMoney } from '@fastops/shared/base/money';
import type { PaymentProvider, ProviderPayment } from '../modules/subscriptions/subscriptions.port.ts';

/** A merchant's four secrets, and where its API and its page are (production or sandbox). */
export type WompiAccount = {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly integritySecret: string;
  readonly eventsSecret: string;
  readonly api: string;
  readonly checkout: string;
};

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Plain concatenation, no separators, no HMAC: docs.wompi.co, "firma de integridad". */
export function integritySignature(parts: { reference: string; amountInCents: number; currency: string; secret: string }): string {
  return sha256(`${parts.reference}${parts.amountInCents}${parts.currency}${parts.secret}`);
}

const event = z.object({
  event: z.string(),
  data: z.object({ transaction: z.object({ id: z.string().min(1).max(200), reference: z.string().min(1).max(255) }) }),
  signature: z.object({ properties: z.array(z.string().max(200)).min(1).max(20), checksum: z.string().length(64) }),
  timestamp: z.int(),
});

/**
 * The values that the event itself names, in its order, then its time and the secret (docs.wompi.co, "eventos"; the digest that is
 * printed there can't be reproduced from its own sample, so the vectors are ours).
 */
export function eventChecksum(body: z.infer<typeof event>, whole: unknown, secret: string): string {
  const values = body.signature.properties.map((path) => {
    const value = path
      .split('.')
      .reduce<unknown>((at, key) => (Object.hasOwn(Object(at), key) ? Reflect.get(Object(at), key) : undefined), whole);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
  return sha256(`${values.join('')}${body.timestamp}${secret}`);
}

const transaction = z.object({
  id: z.string(),
  reference: z.string(),
  status: z.enum(['PENDING', 'APPROVED', 'DECLINED', 'VOIDED', 'ERROR']),
  amount_in_cents: z.int(),
  currency: z.string(),
});

const TIMEOUT_MS = 15_000;

/** Wompi of Colombia: its page takes the money, its events say that something happened, its API says what. */
export function wompi(account: WompiAccount): PaymentProvider {
  const ask = async (path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${account.privateKey}` };
    const answer = await fetch(`${account.api}${path}`, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`wompi answered ${answer.status}`);
    return z.object({ data: z.unknown() }).parse(await answer.json()).data;
  };
  return {
    kind: 'wompi',
    begin: ({ reference, amount, email, returnTo }) => {
      const amountInCents = timesMoney(amount, 100);
      const signature = integritySignature({ reference, amountInCents, currency: 'COP', secret: account.integritySecret });
      const url = new URL(account.checkout);
      const asked = {
        'public-key': account.publicKey,
        currency: 'COP',
        'amount-in-cents': String(amountInCents),
        reference,
        'signature:integrity': signature,
        'redirect-url': returnTo,
        'customer-data:email': email,
      };
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
      return { kind: 'redirect', url: url.href };
    },
    byTransaction: async (id) => {
      const found = await ask(`/transactions/${encodeURIComponent(id)}`);
      return found === undefined ? undefined : payment(found);
    },
    byReference: async (reference) => {
      const found = await ask(`/transactions?reference=${encodeURIComponent(reference)}`);
      return z
        .array(z.unknown())
        .parse(found ?? [])
        .map(payment);
    },
    readEvent: (whole) => {
      const read = event.safeParse(whole);
      if (!read.success) return undefined;
      const { data, signature } = read.data;
      const { data: raw } = z.object({ data: z.unknown() }).parse(whole);
      const wanted = Buffer.from(eventChecksum(read.data, raw, account.eventsSecret), 'utf8');
      const got = Buffer.from(signature.checksum.toLowerCase(), 'utf8');
      if (wanted.length !== got.length || !timingSafeEqual(wanted, got)) return undefined;
      return { reference: data.transaction.reference, transactionId: data.transaction.id };
    },
  };
}

function payment(raw: unknown): ProviderPayment {
  const { id, reference, status, amount_in_cents: amountInCents, currency } = transaction.parse(raw);
  return { transactionId: id, reference, status, amountInCents, currency };
}

/** Who takes the money: a merchant's account at Wompi, or the operator. */
export type PaymentChoice = ({ readonly kind: 'wompi' } & WompiAccount) | { readonly kind: 'manual'; readonly instructions: string };

export function paymentProvider(choice: PaymentChoice): PaymentProvider {
  return choice.kind === 'wompi' ? wompi(choice) : byHand(choice.instructions);
}

/** Without a provider: people pay as the operator says, and the operator marks it. */
export function byHand(instructions: string): PaymentProvider {
  return {
    kind: 'manual',
    begin: ({ reference }) => ({ kind: 'instructions', text: instructions, reference }),
    byTransaction: async () => undefined,
    byReference: async () => [],
    readEvent: () => undefined,
  };
}
