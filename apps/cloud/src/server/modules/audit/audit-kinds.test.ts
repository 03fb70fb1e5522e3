import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCode } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, aTill, reopened, type TestCompany } from '../../testing/shop.ts';
import { mountDownloads } from '../../http/downloads.ts';
import { seatUser } from '../identity/identity.service.ts';
import { createOperator, operatorLogin } from '../operators/operators.service.ts';

const FROM = '203.0.113.77';
const BROWSER = 'Firefox de la oficina';
const WHO = { email: 'soporte@fastops.co', name: 'Sara Soporte', password: 'mango biche con sal y limón' };

/** Each kind that must be written down, and what an entry of it must say besides when and from where. */
type Kind = { readonly action: string; readonly by: string | RegExp; readonly before?: unknown; readonly after?: unknown };
const KINDS: Readonly<Record<string, Kind>> = {
  'a log-in': { action: 'login.done', by: 'Owner of El Parche' },
  'a log-in that failed': { action: 'login.failed', by: 'Owner of El Parche', after: { why: 'password' } },
  'a role given': { action: 'role.assigned', by: 'Owner of El Parche', after: { role: 'manager' } },
  'a permission denied to somebody': { action: 'permission.overridden', by: 'Owner of El Parche', after: { effect: 'deny' } },
  'somebody put off': { action: 'person.suspended', by: 'Owner of El Parche' },
  'all data asked for': { action: 'company.export-asked', by: 'Owner of El Parche' },
  'the log taken along': { action: 'audit.exported', by: 'Owner of El Parche', after: { kind: 'ndjson' } },
  'an operator who looks in': { action: 'operator.came-in', by: WHO.name, after: { reason: 'no imprime' } },
  'a price': { action: 'price.changed', by: 'Owner of El Parche', before: { price: 9_000 }, after: { price: 11_000 } },
  'an order given up': { action: 'till.order-voided', by: /./, after: { reason: 'se fue' } },
  'a drawer opened without a sale': { action: 'till.drawer-opened', by: /./, after: { reason: 'no-sale' } },
  'a clock moved': { action: 'till.clock-changed', by: /./, before: { offsetMs: 0 }, after: { offsetMs: 500_000 } },
  'a log that forked': { action: 'terminal.log-began-anew', by: 'Caja', after: { reason: 'fork' } },
};

describe.each(ENGINES)('what the security log must hold, kind by kind, on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let exported: { csv: string; ndjson: string };
  const owner = () => cloud.call({ bearer: company.session, address: FROM, agent: BROWSER });

  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
    await logIns();
    await permissions();
    await owner().company.askForExport();
    await anOperator();
    await aPrice();
    await aShift();
    exported = { csv: await download('csv'), ndjson: await download('ndjson') };
  });
  afterAll(() => cloud.close());

  async function logIns() {
    const { email, password } = company.owner;
    const door = cloud.call({ address: FROM, agent: BROWSER });
    await answerCode(door.auth.login({ email, password: 'a guess' }));
    await door.auth.login({ email, password });
  }

  async function permissions() {
    const userId = cloud.services.machine.newId();
    const { companyId } = company;
    await cloud.services.db.beforeCompany((sql) =>
      seatUser(sql, { id: userId, email: 'pia@elparche.co', name: 'Pía', passwordHash: 'none', role: 'cook', companyId }),
    );
    await owner().access.assign({ userId, roleId: 'manager', branchId: company.branches[0] });
    await owner().access.override({ userId, permission: 'reports.view', branchId: null, effect: 'deny' });
    await owner().access.suspend({ userId, suspended: true });
  }

  async function anOperator() {
    await createOperator(cloud.services, WHO);
    const context = { ...cloud.services, address: FROM, agent: BROWSER };
    const came = await operatorLogin(context as Parameters<typeof operatorLogin>[0], WHO);
    if (!came.ok) throw new Error(came.refusal.code);
    const call = cloud.call({ cookie: `fastops_operator=${came.value.token}`, address: FROM, agent: BROWSER });
    await call.operator.actAs({ companyId: company.companyId, reason: 'no imprime' });
  }

  async function aPrice() {
    const id = cloud.services.machine.newId();
    const product = { id, categoryId: id, name: 'Papa', kind: 'single', sizes: [], groupIds: [], soldOut: false, sort: 1, stations: [] };
    for (const price of [9_000, 11_000])
      await owner().catalog.save({
        docs: [{ kind: 'product', id, deleted: false, doc: { ...product, price, tax: { code: 'INC', rateBp: 800 } } }],
      });
  }

  async function aShift() {
    const newId = () => cloud.services.machine.newId();
    const till = await aTill(cloud, company);
    till.add({ type: 'order.cancelled', entityId: till.sell(), rev: 6, body: { reason: 'se fue' } });
    till.add({ type: 'drawer.opened', entityId: newId(), rev: 1, body: { reason: 'no-sale' } });
    till.add({ type: 'terminal.clock-changed', entityId: newId(), rev: 1, body: { offsetMs: 500_000, beforeMs: 0 } });
    await till.push();
    await reopened(cloud, till, 2);
  }

  async function download(type: 'csv' | 'ndjson'): Promise<string> {
    const app = Fastify();
    mountDownloads(app, cloud.services);
    const headers = { authorization: `Bearer ${company.session}`, 'user-agent': BROWSER };
    const answer = await app.inject({ url: `/api/downloads/audit.${type}`, headers, remoteAddress: FROM });
    await app.close();
    expect(answer.statusCode).toBe(200);
    return answer.payload;
  }

  test.each(Object.entries(KINDS))('%s', async (_, { action, by, before, after }) => {
    const { entries } = await asOwner(cloud, company).audit.list({ action });
    const [entry] = entries;
    expect(entry, action).toMatchObject({ action, ...(before ? { before } : {}), ...(after ? { after } : {}) });
    expect(entry?.actorName).toMatch(typeof by === 'string' ? new RegExp(`^${by}$`) : by);
    // What a till says comes with the address of its push; all else with the browser's.
    expect(entry?.address).not.toBe('');
    if (!action.startsWith('till.') && !action.startsWith('terminal.')) expect(entry).toMatchObject({ address: FROM, device: BROWSER });
    const lines = exported.ndjson.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]));
    expect(lines).toContainEqual(
      expect.objectContaining({ seq: entry?.seq, action, actorName: entry?.actorName, address: entry?.address }),
    );
    expect(exported.csv).toContain(action);
  });

  test('the chain over all of them is whole', async () => {
    const verified = await asOwner(cloud, company).audit.verify();
    expect(verified.brokenAt).toBeNull();
    expect(verified.entries).toBeGreaterThanOrEqual(Object.keys(KINDS).length);
  });
});
