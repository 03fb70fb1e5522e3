import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCode } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, type TestCompany } from '../../testing/shop.ts';
import { checkJob } from '../subscriptions/subscriptions.jobs.ts';
import { beginTurns } from '../subscriptions/subscriptions.service.ts';
import { createOperator, operatorLogin } from './operators.service.ts';

describe.each(ENGINES)('what the operator does about money and lost work, on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let other: TestCompany;
  let cookie: string;
  const WHO = { email: 'soporte@fastops.co', name: 'Sara Soporte', password: randomBytes(18).toString('base64url') };
  beforeAll(async () => {
    cloud = await openCloud(kind);
    [company, other] = [await aCompany(cloud, 'El Parche'), await aCompany(cloud, 'La Otra')];
    await createOperator(cloud.services, WHO);
    const context = { ...cloud.services, address: '192.0.2.7', agent: 'test' };
    const answer = await operatorLogin(context as Parameters<typeof operatorLogin>[0], WHO);
    cookie = `fastops_operator=${answer.ok ? answer.value.token : ''}`;
    await beginTurns(cloud.services);
    await cloud.finishJobs();
  });
  afterAll(() => cloud.close());

  const operator = () => cloud.call({ cookie }).operator;
  const overview = () => asOwner(cloud, company).subscriptions.overview();
  const entries = async (action: string) => (await asOwner(cloud, company).audit.list({ action })).entries;

  test('sees the invoices of all companies, and marks one paid by hand: once, and under their name', async () => {
    await asOwner(cloud, company).subscriptions.pay();
    await asOwner(cloud, other).subscriptions.pay();
    const all = await operator().invoices({ state: 'open', text: '', after: '' });
    expect(all.invoices.map((invoice) => invoice.company).sort()).toEqual(['El Parche', 'La Otra']);
    const { invoices } = await operator().invoices({ state: 'open', text: 'PARCHE', after: '' });
    const [invoice] = invoices;
    expect([invoices.length, invoice?.companyId]).toEqual([1, company.companyId]);
    const mark = () => operator().payByHand({ companyId: company.companyId, invoiceId: invoice?.id ?? '', note: 'consignación 8841' });
    expect([await answerCode(mark()), await answerCode(mark())]).toEqual(['done', 'invoice.not-open']);
    // The invoice of one company is none of another's.
    const strange = operator().payByHand({ companyId: other.companyId, invoiceId: invoice?.id ?? '', note: 'x' });
    expect(await answerCode(strange)).toBe('invoice.not-found');
    expect((await overview()).subscription.state).toBe('active');
    expect((await operator().invoices({ state: 'paid', text: '', after: '' })).invoices).toHaveLength(1);
    const paid = await entries('invoice.paid');
    expect(paid).toMatchObject([
      { actorKind: 'operator', actorName: WHO.name, address: '192.0.2.1', after: { note: 'consignación 8841' } },
    ]);
  });

  test('nobody of a company reads an invoice of another, nor lists any as the operator does', async () => {
    const rows = await cloud.services.db.inCompany(company.companyId, (sql) =>
      sql.query<{ company: string }>('SELECT DISTINCT company_id AS company FROM invoices'),
    );
    expect(rows).toEqual([{ company: company.companyId }]);
    expect(await cloud.services.db.beforeCompany((sql) => sql.query('SELECT 1 FROM invoices'))).toEqual([]);
    expect(await answerCode(asOwner(cloud, company).operator.invoices({ state: 'all', text: '', after: '' }))).toBe('login.needed');
  });

  test('sees what a company uses of its plan and gives it another, at once, with the reason in its log', async () => {
    const { companyId } = company;
    expect(await operator().billing({ companyId })).toMatchObject({ name: 'El Parche', usage: { branches: 2, terminals: 0 } });
    expect(await answerCode(operator().billing({ companyId: cloud.services.machine.newId() }))).toBe('company.not-found');
    const small = operator().changePlan({ companyId, plan: 'stand', reason: 'pidió el más barato' });
    await expect(small).rejects.toMatchObject({ cause: { refusal: { code: 'plan.limit', what: 'branches', limit: 1, used: 2 } } });
    await operator().changePlan({ companyId, plan: 'shop', reason: 'acordado por teléfono' });
    expect((await overview()).subscription).toMatchObject({ plan: 'shop', nextPlan: 'shop', state: 'active' });
    const [entry] = await entries('subscription.plan');
    expect(entry).toMatchObject({
      actorKind: 'operator',
      actorName: WHO.name,
      before: { plan: 'chain' },
      after: { plan: 'shop', reason: 'acordado por teléfono' },
    });
  });

  test('an invoice that was open for the plan before is made anew for the plan that was given', async () => {
    const { companyId } = other;
    await operator().changePlan({ companyId, plan: 'shop', reason: 'cabe en este' });
    const { invoices } = await operator().billing({ companyId });
    expect(invoices.map(({ state, plan }) => [state, plan])).toEqual([
      ['open', 'shop'],
      ['void', 'chain'],
    ]);
  });

  test('sees work that failed for good, gives it another try, and takes it away', async () => {
    // Nothing that its handler can read: every try fails, and the last makes it a dead letter.
    for (const tryId of ['not an id', 'nor this'])
      await cloud.services.db.beforeCompany((sql) =>
        cloud.services.jobs.enqueue(sql, { job: checkJob, payload: { companyId: company.companyId, tryId } }),
      );
    await cloud.look(`UPDATE pgboss.job SET retry_limit = 0 WHERE name = '${checkJob.name}'`);
    await cloud.finishJobs();
    const dead = await operator().deadLetters();
    expect(dead.map(({ job, attempts, error }) => [job, attempts, error !== ''])).toEqual([
      [checkJob.name, 1, true],
      [checkJob.name, 1, true],
    ]);
    const [first, second] = dead.map(({ id }) => id);
    expect(await operator().reviveLetters({ ids: [first ?? ''] })).toEqual({ revived: 1 });
    expect(await operator().buryLetters({ ids: [second ?? ''] })).toEqual({ buried: 1 });
    expect(await operator().deadLetters()).toEqual([]);
    expect(await answerCode(asOwner(cloud, company).operator.deadLetters())).toBe('login.needed');
  });
});
