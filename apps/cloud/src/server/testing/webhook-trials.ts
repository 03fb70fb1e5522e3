import Fastify from 'fastify';
import { eventChecksum } from '../adapters/wompi.ts';
import { mountWebhooks } from '../http/webhooks.ts';
import type { CloudUnderTest } from './cloud-under-test.ts';
import { dice } from './dice.ts';
import { aCompany, asOwner, type TestCompany } from './shop.ts';
import type { WompiServer } from './wompi-server.ts';

type Message = {
  data: { transaction: Record<string, unknown> };
  signature: { properties: string[]; checksum?: string };
  timestamp: number;
};
/** How a company stands: what every message that isn't a payment must leave as it was. */
type Standing = { readonly periodEnd: number; readonly paid: number };
/** Of how many messages so many had another effect than they should. */
export type WebhookFigure = { readonly trials: number; readonly wrong: number };

/** Every way in which a message of the provider may be wrong, through the cloud's own door. */
export const WEBHOOK_TRIALS = {
  'changed byte': harmless(({ text, roll }) => {
    const at = roll(text.length);
    const byte = String.fromCharCode(((text.charCodeAt(at) + 1 + roll(90)) % 94) + 32);
    return `${text.slice(0, at)}${byte}${text.slice(at + 1)}`;
  }),
  'signature missing': harmless(({ message, roll }) => {
    const { checksum: _, ...without } = message.signature;
    return JSON.stringify(roll(2) === 0 ? { ...message, signature: without } : { ...message, signature: undefined });
  }),
  old: harmless(({ message, roll }) => signed({ ...message, timestamp: 1_300_000_000 + roll(100_000_000) }, 'test_events_x')),
  'secret of another': harmless(({ message, roll }) => signed(message, `test_events_of_another_${roll(1_000_000)}`)),
  'order of another': harmless(({ message, other }) => {
    const { transaction } = message.data;
    // What is signed doesn't hold the reference: a message may name any.
    return JSON.stringify({ ...message, data: { transaction: { ...transaction, reference: other } } });
  }),
  'amount or currency differs': paying(async ({ door, bank, url, n }) => {
    const change = n % 2 === 0 ? { amount_in_cents: 100 + n } : { currency: 'USD' };
    await door.say(JSON.stringify(bank.event(bank.payAt(url, 'APPROVED', change))));
    return 0;
  }),
  'said ten times': paying(async ({ door, bank, url }) => {
    const id = bank.payAt(url, 'APPROVED');
    for (let time = 0; time < 10; time += 1) await door.say(JSON.stringify(bank.event(id, { timestamp: 1_530_291_411 + time })));
    return 1;
  }),
  'out of order': paying(async ({ door, bank, url }) => {
    const id = bank.payAt(url);
    const early = JSON.stringify(bank.event(id));
    const transaction = bank.transactions.get(id);
    if (transaction) transaction.status = 'APPROVED';
    await door.say(JSON.stringify(bank.event(id)));
    await door.say(early);
    return 1;
  }),
  lost: paying(async ({ cloud, bank, url }) => {
    bank.payAt(url, 'APPROVED');
    // The first look of our own comes two minutes later.
    await cloud.look(`UPDATE pgboss.job SET start_after = now() WHERE name = 'payment-check' AND state = 'created'`);
    return 1;
  }),
} satisfies Record<string, Trial>;

type Parts = { readonly cloud: CloudUnderTest; readonly bank: WompiServer };
type Trial = (parts: Parts, count: number) => Promise<WebhookFigure>;

function signed(message: Message, secret: string): string {
  const read = { ...message, event: '', data: { transaction: { id: '', reference: '' } } };
  const signature = { ...message.signature, checksum: '' };
  const checksum = eventChecksum({ ...read, signature }, message.data, secret);
  return JSON.stringify({ ...message, signature: { ...signature, checksum } });
}

/** A door of the cloud's that messages are said to, and the work that follows from them. */
async function openDoor(cloud: CloudUnderTest) {
  const app = Fastify();
  mountWebhooks(app, cloud.services);
  await app.ready();
  return {
    say: async (payload: string) => {
      const answer = await app.inject({ method: 'POST', url: '/webhooks/wompi', headers: { 'content-type': 'application/json' }, payload });
      if (answer.statusCode >= 500) throw new Error(`the door broke: ${answer.statusCode}`);
    },
    close: () => app.close(),
  };
}
type Door = Awaited<ReturnType<typeof openDoor>>;

async function standing(cloud: CloudUnderTest, company: TestCompany): Promise<Standing> {
  const { subscription, invoices } = await asOwner(cloud, company).subscriptions.overview();
  return { periodEnd: subscription.periodEnd, paid: invoices.filter(({ state }) => state === 'paid').length };
}

async function checkout(cloud: CloudUnderTest, company: TestCompany): Promise<string> {
  const step = await asOwner(cloud, company).subscriptions.pay();
  return step.kind === 'redirect' ? step.url : '';
}

let made = 0;
const newCompany = (cloud: CloudUnderTest) => aCompany(cloud, `Cobro ${String.fromCharCode(97 + (made++ % 26))}`);

type Spoiling = { message: Message; text: string; other: string; roll: ReturnType<typeof dice> };

/** Messages that say APPROVED of a payment that the bank declined, spoilt in one way: none of them may pay anything, here or there. */
function harmless(spoil: (of: Spoiling) => string): Trial {
  return async ({ cloud, bank }, count) => {
    const door = await openDoor(cloud);
    const [company, another] = [await newCompany(cloud), await newCompany(cloud)];
    const other = new URL(await checkout(cloud, another)).searchParams.get('reference') ?? '';
    const id = bank.payAt(await checkout(cloud, company), 'DECLINED');
    const before = [await standing(cloud, company), await standing(cloud, another)];
    const roll = dice(count);
    let wrong = 0;
    for (let n = 0; n < count; n += 1) {
      const message = bank.event(id, { status: 'APPROVED', timestamp: 1_530_291_411 + n }) as Message;
      await door.say(spoil({ message, text: JSON.stringify(message), other, roll }));
      if (n % 100 === 99 || n === count - 1) {
        await cloud.finishJobs();
        const after = [await standing(cloud, company), await standing(cloud, another)];
        if (JSON.stringify(after) !== JSON.stringify(before)) wrong += 1;
      }
    }
    await door.close();
    return { trials: count, wrong };
  };
}

type Paying = Parts & { readonly door: Door; readonly url: string; readonly n: number };

/** One payment after the other: each buys as many months as it answers, and no more. */
function paying(act: (of: Paying) => Promise<number>): Trial {
  return async (parts, count) => {
    const { cloud } = parts;
    const door = await openDoor(cloud);
    let company = await newCompany(cloud);
    let wrong = 0;
    for (let n = 0; n < count; n += 1) {
      // The page shows the last 200 invoices: counted among fewer.
      if (n % 100 === 99) company = await newCompany(cloud);
      const url = await checkout(cloud, company);
      const before = await standing(cloud, company);
      const months = await act({ ...parts, door, url, n });
      await cloud.finishJobs();
      const after = await standing(cloud, company);
      const isRight = after.paid === before.paid + months && after.periodEnd > before.periodEnd === months > 0;
      if (!isRight) wrong += 1;
    }
    await door.close();
    return { trials: count, wrong };
  };
}
