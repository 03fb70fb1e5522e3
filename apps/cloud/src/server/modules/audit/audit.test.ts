import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCode } from '../../testing/answer-code.ts';
import { dice } from '../../testing/dice.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, aTill, reopened, type TestCompany } from '../../testing/shop.ts';
import { verifyAudit } from './audit.service.ts';
import { nightlyJob } from '../upkeep/upkeep.jobs.ts';

describe.each(ENGINES)('the security log on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let owner: ReturnType<typeof asOwner>;
  const newId = () => cloud.services.machine.newId();
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
    owner = asOwner(cloud, company);
  });
  afterAll(() => cloud.close());

  const list = async (filter: Parameters<typeof owner.audit.list>[0] = {}) => (await owner.audit.list({ limit: 200, ...filter })).entries;

  test('log-ins that came in and that did not are there, with address and device', async () => {
    const { email, password } = company.owner;
    await answerCode(cloud.call({ address: '203.0.113.9' }).auth.login({ email, password: 'a guess' }));
    await cloud.call({ address: '203.0.113.9' }).auth.login({ email, password });
    const said = (await list({ action: 'login' })).slice(0, 2);
    expect(said.map(({ action }) => action)).toEqual(['login.done', 'login.failed']);
    expect(said[1]).toMatchObject({ address: '203.0.113.9', device: 'test', actorName: 'Owner of El Parche', after: { why: 'password' } });
  });

  test('what a till gave up, opened or found wrong is told once, however often the fact comes', async () => {
    const till = await aTill(cloud, company);
    const orderId = till.sell(12_000);
    till.add({ type: 'order.cancelled', entityId: orderId, rev: 6, body: { reason: 'se fue' } });
    till.add({ type: 'drawer.opened', entityId: newId(), rev: 1, body: { reason: 'no-sale' } });
    till.add({ type: 'drawer.opened', entityId: newId(), rev: 1, body: { reason: 'sale-cash' } });
    till.add({ type: 'terminal.clock-changed', entityId: newId(), rev: 1, body: { offsetMs: 500_000, beforeMs: 0 } });
    await till.push();
    await till.push();
    const again = await reopened(cloud, till, 3);
    const told = (await list({ action: 'till' })).map(({ action }) => action);
    expect(told.toSorted()).toEqual(['till.clock-changed', 'till.drawer-opened', 'till.order-voided']);
    const [voided] = await list({ action: 'till.order-voided' });
    expect(voided).toMatchObject({ subject: orderId, branchId: company.branches[0], after: { reason: 'se fue' } });
    expect(again.streamId).not.toBe(till.identity.streamId);
    expect((await list({ action: 'terminal.log-began-anew' })).length).toBe(1);
  });

  test('a price that moved is said with both figures', async () => {
    const product = { id: newId(), categoryId: newId(), name: 'Papa', kind: 'single', sizes: [], groupIds: [], soldOut: false, sort: 1 };
    const doc = (price: number) => ({ ...product, price, tax: { code: 'INC', rateBp: 800 }, stations: [] });
    const save = (price: number) => owner.catalog.save({ docs: [{ kind: 'product', id: product.id, deleted: false, doc: doc(price) }] });
    await save(9_000);
    await save(9_000);
    await save(11_000);
    const changes = await list({ action: 'price.changed' });
    expect(changes.map(({ before, after }) => [before, after])).toEqual([
      [{ price: 9_000 }, { price: 11_000 }],
      [null, { price: 9_000 }],
    ]);
  });

  test('of a price list each price that moved is said, by the name of what it is of', async () => {
    const [id, productId] = [newId(), newId()];
    const product = { id: productId, categoryId: newId(), name: 'Yuca', kind: 'single', sizes: [], groupIds: [], soldOut: false, sort: 1 };
    const sold = { ...product, price: 7_000, tax: { code: 'INC', rateBp: 800 }, stations: [] };
    const always = { weekdays: [], from: 0, to: 1440 };
    const rest = { id, name: 'Domicilio', active: true, sort: 1, branchIds: [], orderTypes: ['delivery'], schedule: always, options: [] };
    const listAt = (price: number) => ({
      kind: 'price-list' as const,
      id,
      deleted: false,
      doc: { ...rest, prices: [{ productId, price }] },
    });
    await owner.catalog.save({ docs: [{ kind: 'product', id: productId, deleted: false, doc: sold }, listAt(8_000)] });
    await owner.catalog.save({ docs: [listAt(8_500)] });
    const [moved] = await list({ action: 'price.changed', text: 'Domicilio' });
    expect(moved).toMatchObject({ subjectName: 'Domicilio', before: { Yuca: 8_000 }, after: { Yuca: 8_500 } });
    const versions = await owner.catalog.history({ id });
    expect(versions.map(({ version, savedBy }) => [version, savedBy])).toEqual([
      [2, 'Owner of El Parche'],
      [1, 'Owner of El Parche'],
    ]);
  });

  test('it is asked by who, what, when, where and by a word', async () => {
    const all = await list();
    expect((await list({ branchId: company.branches[0] })).every(({ branchId }) => branchId === company.branches[0])).toBe(true);
    expect((await list({ text: '203.0.113' })).map(({ action }) => action)).toEqual(['login.done', 'login.failed']);
    expect(await list({ text: 'nobody is called so' })).toEqual([]);
    expect((await list({ actorId: company.owner.userId })).length).toBeLessThan(all.length);
    expect(await list({ to: all.at(-1)?.at })).toEqual([]);
  });

  test('A5: each of 200 edits, deletions, insertions, reorderings, cuts and whole restamps is found', async () => {
    const nightly = async () => {
      await cloud.services.db.beforeCompany((sql) => cloud.services.jobs.enqueue(sql, { job: nightlyJob, payload: {} }));
      await cloud.finishJobs();
    };
    await nightly();
    const { entries } = await owner.audit.verify();
    expect(entries).toBeGreaterThan(8);
    const roll = dice(20_261_124);
    const where = `company_id = '${company.companyId}'`;
    const tampers: ((seq: number) => string)[] = [
      (seq) => `UPDATE audit_entries SET actor_name = actor_name || '.' WHERE ${where} AND seq = ${seq}`,
      (seq) => `UPDATE audit_entries SET after = '{"x":1}' WHERE ${where} AND seq = ${seq}`,
      (seq) => `DELETE FROM audit_entries WHERE ${where} AND seq = ${seq}`,
      (seq) => `DELETE FROM audit_entries WHERE ${where} AND seq >= ${seq}`,
      (seq) => `UPDATE audit_entries SET device = 'other' WHERE ${where} AND seq = ${seq}`,
      (seq) => `UPDATE audit_entries SET seq = seq + 1000 WHERE ${where} AND seq = ${seq}`,
      // The whole chain made anew, with fitting hashes and a fitting end: only the anchor knows better.
      () => `UPDATE audit_entries SET hash = 'restamped' WHERE ${where}; UPDATE audit_heads SET hash = 'restamped' WHERE ${where}`,
      (seq) => `DELETE FROM audit_entries WHERE ${where} AND seq >= ${seq};
        UPDATE audit_heads SET (seq, hash) = (SELECT seq, hash FROM audit_entries WHERE ${where} ORDER BY seq DESC LIMIT 1) WHERE ${where}`,
    ];
    const missed: string[] = [];
    for (let trial = 0; trial < 200; trial += 1) {
      const [tamper, seq] = [tampers[trial % tampers.length], 2 + roll(entries - 1)];
      const found = await cloud.engine
        .asOwner(async (sql) => {
          await sql.script(`ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_keep; ${tamper?.(seq) ?? ''}`);
          const tenant = { ...sql, companyId: company.companyId, afterCommit: () => {} };
          throw new Found((await verifyAudit(tenant, cloud.services.devices)).brokenAt);
        })
        .catch((error: unknown) => (error instanceof Found ? error.at : undefined));
      if (found === null || found === undefined) missed.push(`${trial} at ${seq}`);
    }
    expect(missed).toEqual([]);
    expect((await owner.audit.verify()).brokenAt).toBeNull();
  });
});

/** Puts everything back, and says what was found. */
class Found extends Error {
  readonly at: number | null;
  constructor(at: number | null) {
    super('put back');
    this.at = at;
  }
}
