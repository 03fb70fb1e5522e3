// node src/testing/record-wire.ts: lets a till of this version work half a day against a cloud of this version, and
// writes down what it said. Run once per release; what is recorded is never changed afterwards.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { uuidv7 } from '@fastops/shared/base/id';
import { money } from '@fastops/shared/base/money';
import { PROTOCOL_VERSION } from '@fastops/shared/sync/protocol';
import { listen } from '@fastops/cloud/server/testing/listening-cloud';
import { secretFile } from '@fastops/desktop/branch/adapters/secret-file';
import { APP_VERSION, composeBranch } from '@fastops/desktop/branch/compose';
import { readEnv } from '@fastops/desktop/branch/env';
import { callBranch } from '@fastops/desktop/branch/rpc/router';

/** Proofs of a device key are good for a minute: they can't be said again. */
const SAID_AGAIN = /^sync\./;
const CORPUS = fileURLToPath(new URL('../../corpus', import.meta.url));
const ORDERS = 12;

type Exchange = { readonly procedure: string; readonly input: unknown; readonly reply: unknown };

const exchanges: Exchange[] = [];
const send = globalThis.fetch;
globalThis.fetch = async (address, init) => {
  const response = await send(address, init);
  const url = new URL(address instanceof Request ? address.url : address);
  const procedure = url.pathname.split('/').at(-1) ?? '';
  if (SAID_AGAIN.test(procedure) && response.ok) {
    const { result }: { result: { data: unknown } } = JSON.parse(await response.clone().text());
    exchanges.push({ procedure, input: inputOf(url, init), reply: result.data });
  }
  return response;
};

function inputOf(url: URL, init: RequestInit | undefined): unknown {
  const body = init?.body;
  const asked = url.searchParams.get('input');
  if (body === undefined || body === null) return asked === null ? undefined : JSON.parse(asked);
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body as Uint8Array);
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return JSON.parse((isZipped ? gunzipSync(bytes) : bytes).toString());
}

const cloud = await listen();
const folder = mkdtempSync(join(tmpdir(), 'fastops-record-'));
const env = readEnv({ FASTOPS_DATA: folder, FASTOPS_SECRETS: join(folder, 'secrets'), FASTOPS_LOG: 'silent' });
const branch = composeBranch(env, secretFile({ path: env.secretsPath, backend: 'file' }));
try {
  const enrolled = await branch.services.enrolments.enrol({ cloudUrl: cloud.cloud.url, code: await cloud.code(), terminalName: 'Caja' });
  if (!enrolled.ok) throw new Error(enrolled.refusal.code);
  await workHalfADay();
  const { companyId, branchId, terminalId, streamId } = enrolled.value;
  const paid = branch.services.core.db.get<{ paid: number; orders: number }>('SELECT sum(paid) AS paid, count(*) AS orders FROM orders');
  const about = { appVersion: APP_VERSION, protocol: PROTOCOL_VERSION, companyId, branchId, terminalId, streamId, ...paid };
  mkdirSync(CORPUS, { recursive: true });
  const file = join(CORPUS, `${APP_VERSION}-protocol-${PROTOCOL_VERSION}.jsonl`);
  writeFileSync(file, [about, ...exchanges].map((line) => `${JSON.stringify(line)}\n`).join(''));
  process.stdout.write(`${file}: ${exchanges.length} exchanges, ${paid?.orders} orders\n`);
} finally {
  await branch.close();
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
}

async function workHalfADay(): Promise<void> {
  const call = callBranch({ ...branch.services, connection: { actor: undefined } });
  const [ana] = cloud.demo.staff;
  const newId = () => uuidv7(Date.now(), randomBytes(10));
  await call.identity.login({ staffId: ana?.id ?? '', pin: ana?.pin ?? '' });
  await call.cash.open({ sessionId: newId(), openingFloat: money(100_000) });
  const products = (await call.catalog.menu()).products.filter(
    (product) => product.kind === 'single' && product.groupIds.length === 0 && product.sizes.length === 0,
  );
  const lineOf = (index: number) => ({
    lineId: newId(),
    productId: products[index % products.length]?.id ?? '',
    quantity: 1 + (index % 3),
    choices: [],
  });
  for (let index = 0; index < ORDERS; index += 1) {
    const selections = [lineOf(index), lineOf(index + 1)];
    await call.orders.ringUp({ orderId: newId(), paymentId: newId(), orderType: 'counter', selections, tendered: money(1_000_000) });
    if (index % 4 === 0) await everyWayToChangeADraft(call, { orderId: newId(), one: lineOf(index), other: lineOf(index + 2) });
    if (index % 3 === 0) await sent();
  }
  await sent();
}

type Change = { readonly orderId: string; readonly one: ReturnType<typeof lineShape>; readonly other: ReturnType<typeof lineShape> };
function lineShape() {
  return { lineId: '', productId: '', quantity: 1, choices: [] };
}

async function everyWayToChangeADraft(call: ReturnType<typeof callBranch>, { orderId, one, other }: Change): Promise<void> {
  await call.orders.addLine({ orderId, orderType: 'counter', selection: one });
  await call.orders.addLine({ orderId, orderType: 'counter', selection: other });
  await call.orders.changeLine({ orderId, lineId: one.lineId, quantity: 5, note: 'sin cebolla' });
  await call.orders.removeLine({ orderId, lineId: other.lineId });
  await call.orders.changeType({ orderId, orderType: 'takeaway' });
  await call.orders.cancelDraft({ orderId, reason: 'se fue' });
}

/** Until the cloud has everything, so that the day is made of several pushes. */
async function sent(): Promise<void> {
  const call = callBranch({ ...branch.services, connection: { actor: undefined } });
  while (((await call.sync.status()).unsynced?.count ?? 0) > 0) {
    branch.services.link.syncNow();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
