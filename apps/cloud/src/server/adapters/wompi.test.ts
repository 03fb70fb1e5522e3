import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { integritySignature, paymentProvider, wompi } from './wompi.ts';

const account = {
  publicKey: 'pub_prod_x',
  privateKey: 'prv_prod_x',
  integritySecret: 'prod_integrity_Z5mMke9x0k8gpErbDqwrJXMqsI6SFli6',
  eventsSecret: 'prod_events_OcHnIzeBl5socpwByQ4hA52Em3USQ93Z',
  api: 'http://127.0.0.1:1/v1',
  checkout: 'https://checkout.wompi.co/p/',
};

test('the integrity signature is the one of the documents', () => {
  const parts = { reference: 'sk8-438k4-xmxm392-sn2m', amountInCents: 2_490_000, currency: 'COP', secret: account.integritySecret };
  expect(integritySignature(parts)).toBe('37c8407747e595535433ef8f6a811d853cd943046624a0ec04662b17bbf33bf5');
  const step = wompi(account).begin({ reference: parts.reference, amount: money(24_900), email: 'a@x.co', returnTo: 'https://x.co/s' });
  const url = new URL(step.kind === 'redirect' ? step.url : '');
  expect(url.searchParams.get('signature:integrity')).toBe('37c8407747e595535433ef8f6a811d853cd943046624a0ec04662b17bbf33bf5');
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ 'amount-in-cents': '2490000', currency: 'COP', 'public-key': 'pub_prod_x' });
});

const CHECKSUM = '5a18ec5e8fdb7df463e9f94774cba8f583ba21bd04a09ceff2ea68a4bc0aefbe';
const properties = ['transaction.id', 'transaction.status', 'transaction.amount_in_cents'];
const transaction = {
  id: '1234-1610641025-49201',
  status: 'APPROVED',
  amount_in_cents: 4_490_000,
  reference: 'MZQ3X2DE2SMX',
  currency: 'COP',
};
const event = {
  event: 'transaction.updated',
  data: { transaction },
  signature: { properties, checksum: CHECKSUM },
  timestamp: 1_530_291_411,
};

test('the checksum of an event is over what it names, its time and the secret', () => {
  const told = { reference: 'MZQ3X2DE2SMX', transactionId: '1234-1610641025-49201' };
  expect(wompi(account).readEvent(event)).toEqual(told);
  expect(wompi(account).readEvent({ ...event, signature: { properties, checksum: CHECKSUM.toUpperCase() } })).toEqual(told);
  // The names may change, also their order.
  const others = ['transaction.currency', 'transaction.id'];
  const checksum = createHash('sha256').update(`COP1234-1610641025-492011530291411${account.eventsSecret}`).digest('hex');
  expect(wompi(account).readEvent({ ...event, signature: { properties: others, checksum } })).toEqual(told);
});

test('a changed event is nobody’s: any byte of what is signed, a missing part, another secret (C10)', () => {
  const provider = wompi(account);
  const changed = [
    { ...event, timestamp: event.timestamp + 1 },
    { ...event, data: { transaction: { ...transaction, amount_in_cents: 1 } } },
    { ...event, data: { transaction: { ...transaction, status: 'DECLINED' } } },
    { ...event, data: { transaction: { ...transaction, id: '1234-1610641025-49202' } } },
    { ...event, signature: { properties: properties.slice(1), checksum: CHECKSUM } },
    { ...event, signature: { properties: [...properties].reverse(), checksum: CHECKSUM } },
    { ...event, signature: { properties: [], checksum: CHECKSUM } },
    { ...event, signature: { properties, checksum: '0'.repeat(64) } },
    { ...event, signature: { properties, checksum: '' } },
    { ...event, signature: { properties: ['constructor.name', '__proto__.x'], checksum: CHECKSUM } },
    { event: event.event, data: event.data, timestamp: event.timestamp },
    { ...event, data: {} },
    null,
    'text',
    [],
  ];
  expect(changed.map((each) => provider.readEvent(each))).toEqual(changed.map(() => undefined));
  expect(wompi({ ...account, eventsSecret: 'prod_events_other' }).readEvent(event)).toBeUndefined();
  expect(paymentProvider({ kind: 'manual', instructions: '' }).readEvent(event)).toBeUndefined();
});
