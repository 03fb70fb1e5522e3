import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wompi } from '../../adapters/wompi.ts';
import { answerCode } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, aTill, type TestCompany } from '../../testing/shop.ts';
import { wompiServer, type WompiServer } from '../../testing/wompi-server.ts';
import { lookAtPayment, readReference } from './payments.service.ts';
import { beginTurns } from './subscriptions.service.ts';

const DAY = 86_400_000;

describe.each(ENGINES)('subscriptions on %s', (kind) => {
  let cloud: CloudUnderTest;
  let bank: WompiServer;
  beforeAll(async () => {
    bank = await wompiServer();
    cloud = await openCloud(kind, { payments: wompi(bank.account) });
  });
  afterAll(async () => {
    await cloud.close();
    await bank.close();
  });

  const turn = async () => {
    await beginTurns(cloud.services);
    await cloud.finishJobs();
  };
  const overview = (company: TestCompany) => asOwner(cloud, company).subscriptions.overview();
  const checkout = async (company: TestCompany) => {
    const step = await asOwner(cloud, company).subscriptions.pay();
    return step.kind === 'redirect' ? step.url : '';
  };
  const referenceIn = (url: string) => new URL(url).searchParams.get('reference') ?? '';
  /** A message of the provider, as the webhook hands it on. */
  const hear = async (body: unknown) => {
    const told = cloud.services.payments.readEvent(body);
    const place = told && readReference(told.reference);
    if (place) await lookAtPayment(cloud.services, { ...place, transactionId: told.transactionId });
    return told !== undefined;
  };
  const newCompany = (name: string) => aCompany(cloud, `${name} ${kind}`);
  const audited = async (company: TestCompany, action: string) =>
    (await asOwner(cloud, company).audit.list({ action, limit: 200 })).entries.length;

  test('a trial is told of, falls due, works on in its days of grace, is suspended, and runs again when it is paid', async () => {
    const company = await newCompany('Vence');
    await turn();
    expect((await overview(company)).subscription).toMatchObject({ state: 'trialing', plan: 'chain' });
    const letters = () => cloud.letters.filter(({ to }) => to === company.owner.email).map(({ subject }) => subject);
    for (let day = 0; day < 13; day += 1) {
      cloud.passTime(DAY);
      await turn();
    }
    expect(letters()).toHaveLength(2);
    expect((await overview(company)).invoices).toHaveLength(1);
    cloud.passTime(2 * DAY);
    await turn();
    const owed = await overview(company);
    expect([owed.subscription.state, owed.worksUntil === null]).toEqual(['past-due', false]);
    for (let day = 0; day < 10; day += 1) {
      cloud.passTime(DAY);
      await turn();
    }
    expect((await overview(company)).subscription.state).toBe('suspended');
    expect(letters().at(-1)).toContain('suspendida');
    const id = bank.payAt(await checkout(company), 'APPROVED');
    await hear(bank.event(id));
    const paid = await overview(company);
    expect([paid.subscription.state, paid.worksUntil, paid.invoices.map(({ state }) => state)]).toEqual(['active', null, ['paid']]);
  });

  test('an approved payment told of ten times pays once (C10)', async () => {
    const company = await newCompany('Una vez');
    await turn();
    const before = (await overview(company)).subscription;
    const id = bank.payAt(await checkout(company), 'APPROVED');
    for (let time = 0; time < 10; time += 1) await hear(bank.event(id, { timestamp: 1_530_291_411 + time }));
    await Promise.all([hear(bank.event(id)), hear(bank.event(id))]);
    const after = await overview(company);
    expect(after.subscription.periodStart).toBe(before.periodEnd);
    expect([after.invoices.length, await audited(company, 'invoice.paid'), await audited(company, 'payment.odd')]).toEqual([1, 1, 0]);
  });

  test('messages out of order, late or about what is over take nothing back', async () => {
    const company = await newCompany('Desorden');
    await turn();
    const id = bank.payAt(await checkout(company));
    const early = bank.event(id);
    const transaction = bank.transactions.get(id);
    if (transaction) transaction.status = 'APPROVED';
    await hear(bank.event(id));
    await hear(early);
    expect((await overview(company)).subscription.state).toBe('active');
  });

  test('a declined payment leaves the invoice open, and another try pays it', async () => {
    const company = await newCompany('Rechazo');
    await turn();
    const first = bank.payAt(await checkout(company), 'DECLINED');
    await hear(bank.event(first));
    const declined = await overview(company);
    expect([declined.subscription.state, declined.lastTry?.status]).toEqual(['trialing', 'DECLINED']);
    const url = await checkout(company);
    expect(referenceIn(url)).not.toBe(bank.transactions.get(first)?.reference);
    await hear(bank.event(bank.payAt(url, 'APPROVED')));
    const paid = await overview(company);
    expect([paid.subscription.state, paid.invoices.length]).toEqual(['active', 1]);
  });

  test('a payment whose message never comes is found by asking (C10)', async () => {
    const company = await newCompany('Perdido');
    await turn();
    bank.payAt(await checkout(company), 'APPROVED');
    await cloud.look(`UPDATE pgboss.job SET start_after = now() WHERE name = 'payment-check' AND state = 'created'`);
    await cloud.finishJobs();
    expect((await overview(company)).subscription.state).toBe('active');
  });

  test('a provider that does not answer costs a try and not the payment', async () => {
    const company = await newCompany('Caído');
    await turn();
    const id = bank.payAt(await checkout(company), 'APPROVED');
    bank.fail(500);
    await expect(hear(bank.event(id))).rejects.toThrow('500');
    bank.fail(undefined);
    await hear(bank.event(id));
    expect((await overview(company)).subscription.state).toBe('active');
  });

  test('another amount, another currency, another company’s reference: money stays where it is, and a person is told', async () => {
    const company = await newCompany('Raro');
    const other = await newCompany('Ajeno');
    await turn();
    const url = await checkout(company);
    await hear(bank.event(bank.payAt(url, 'APPROVED', { amount_in_cents: 100 })));
    await hear(bank.event(bank.payAt(await checkout(company), 'APPROVED', { currency: 'USD' })));
    // The till's reference under the name of another company.
    const stolen = referenceIn(url).replace(company.companyId.replaceAll('-', ''), other.companyId.replaceAll('-', ''));
    await hear(bank.event(bank.payAt(url, 'APPROVED', { reference: stolen })));
    expect([(await overview(company)).subscription.state, (await overview(other)).subscription.state]).toEqual(['trialing', 'trialing']);
    expect(await audited(company, 'payment.odd')).toBe(2);
    const theirs = bank.payAt(await checkout(other), 'APPROVED');
    expect(await answerCode(asOwner(cloud, company).subscriptions.returned({ transactionId: theirs }))).toBe('payment.not-found');
  });

  test('a plan that is full refuses one more till with what it holds, and a smaller plan than what there is', async () => {
    const company = await newCompany('Lleno');
    const owner = asOwner(cloud, company);
    await turn();
    expect(await answerCode(owner.subscriptions.choosePlan({ plan: 'stand' }))).toBe('plan.limit');
    await owner.subscriptions.choosePlan({ plan: 'shop' });
    const till = await aTill(cloud, company);
    for (let count = 1; count < 10; count += 1) await aTill(cloud, company);
    const refused = owner.terminals.createCode({ branchId: company.branches[0] });
    await expect(refused).rejects.toMatchObject({ cause: { refusal: { code: 'plan.limit', what: 'terminals', limit: 10, used: 10 } } });
    // What is there goes on, and one that is replaced is not one more.
    await owner.terminals.createCode({ branchId: company.branches[0], terminalId: till.identity.terminalId });
    await owner.terminals.revoke({ terminalId: till.identity.terminalId });
    await owner.terminals.createCode({ branchId: company.branches[0] });
  });

  test('a plan without inventory, or that looks back six months, says so at the server, and what tills write is kept', async () => {
    const company = await newCompany('Chico');
    const owner = asOwner(cloud, company);
    const [branchId, second] = company.branches;
    const till = await aTill(cloud, company);
    await turn();
    const today = new Date(cloud.services.machine.now() - 5 * 3_600_000).toISOString().slice(0, 10);
    const old = new Date(cloud.services.machine.now() - 200 * DAY).toISOString().slice(0, 10);
    const asked = [
      () => owner.stock.levels({ branchId }),
      () => owner.stock.variance({ branchId, from: today, to: today }),
      () => owner.reports.sales({ from: old, to: today, by: 'day' }),
      () => owner.reports.tickets({ from: old, to: old }),
      () => owner.reports.sales({ from: today, to: today, by: 'day' }),
    ];
    const answers = async () => Promise.all(asked.map((ask) => answerCode(ask())));
    expect(await answers()).toEqual(['done', 'done', 'done', 'done', 'done']);
    await owner.branches.archive({ branchId: second });
    await owner.subscriptions.choosePlan({ plan: 'stand' });
    expect(await answers()).toEqual(['plan.module', 'plan.module', 'plan.history', 'plan.history', 'done']);
    await expect(asked[2]?.()).rejects.toMatchObject({ cause: { refusal: { plan: 'stand', months: 6 } } });
    till.sell();
    await till.push();
    const [kept] = await cloud.look<{ n: number }>(`SELECT count(*)::int AS n FROM orders WHERE company_id = '${company.companyId}'`);
    expect(kept?.n).toBe(1);
    await owner.subscriptions.choosePlan({ plan: 'shop' });
    expect(await answers()).toEqual(['done', 'done', 'done', 'done', 'done']);
  });

  test('a till hears at its next grant that nothing was paid, and until when it may open a shift', async () => {
    const company = await newCompany('Aviso');
    const till = await aTill(cloud, company);
    await turn();
    const grant = async () => (await (await till.api()).sync.grant()).grant;
    const before = await grant();
    cloud.passTime(15 * DAY);
    await turn();
    const after = await grant();
    expect([typeof before, before === after]).toEqual(['string', false]);
    const told = JSON.parse(Buffer.from(after.split('.')[1] ?? '', 'base64url').toString()) as { subscription: string; worksUntil: number };
    expect([told.subscription, told.worksUntil > cloud.services.machine.now()]).toEqual(['past-due', true]);
  });

  test('who stops keeps what was paid until it ends, owes nothing more, and may come back', async () => {
    const company = await newCompany('Adiós');
    const owner = asOwner(cloud, company);
    await turn();
    await checkout(company);
    await owner.subscriptions.cancel();
    expect((await overview(company)).invoices.map(({ state }) => state)).toEqual(['void']);
    await owner.subscriptions.keep();
    await owner.subscriptions.cancel();
    cloud.passTime(15 * DAY);
    await turn();
    expect((await overview(company)).subscription.state).toBe('cancelled');
    expect(await answerCode(owner.subscriptions.keep())).toBe('subscription.not-now');
    await hear(bank.event(bank.payAt(await checkout(company), 'APPROVED')));
    expect((await overview(company)).subscription.state).toBe('active');
  });
});
