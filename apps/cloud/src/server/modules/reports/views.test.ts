import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayAfter } from '@fastops/shared/reports/days';
import type { SavedView } from '@fastops/shared/reports/view';
import { seatUser } from '../identity/identity.service.ts';
import { answerCode } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aLine, aPayment, asOwner, aTill, type TestCompany } from '../../testing/shop.ts';
import { beginReportTurns } from './turn.service.ts';

/** Tuesday noon in Bogotá. */
const NOON = Date.UTC(2026, 10, 24, 17);
const YESTERDAY = '2026-11-23';
const DAY_MS = 86_400_000;

describe.each(ENGINES)('saved views and their letters on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    cloud.passTime(NOON - Date.now());
    company = await aCompany(cloud, 'El Parche');
    for (const [index, price] of [14_000, 9_000].entries()) {
      const till = await aTill(cloud, company, company.branches[index]);
      const entityId = newId();
      const say = (rev: number, type: string, body: Record<string, unknown>) =>
        till.add({ type, entityId, rev, body, businessDay: YESTERDAY });
      say(1, 'order.opened', { orderType: 'counter' });
      say(2, 'order.line-added', { line: aLine(newId, price) });
      say(3, 'order.payment-added', { payment: aPayment(newId(), price) });
      await till.push();
    }
  });
  afterAll(() => cloud.close());
  const newId = () => cloud.services.machine.newId();
  const aView = (more: Partial<SavedView> = {}): SavedView => ({
    id: newId(),
    name: 'Ayer',
    view: { kind: 'sales', by: 'day', preset: 'yesterday' },
    send: 'daily',
    language: 'es',
    ...more,
  });
  const round = async () => {
    const begun = await beginReportTurns(cloud.services);
    // The turns, and then the letters that they wrote.
    await cloud.finishJobs();
    await cloud.finishJobs();
    return begun;
  };

  test('a view is one’s own: kept, changed, and taken away by nobody else', async () => {
    const owner = asOwner(cloud, company);
    const view = aView({ send: 'never' });
    expect(await owner.reports.saveView(view)).toEqual({ nextAt: null });
    await owner.reports.saveView({ ...view, name: 'Otra' });
    expect(await owner.reports.views()).toMatchObject([{ id: view.id, name: 'Otra' }]);
    const userId = newId();
    await cloud.services.db.beforeCompany((sql) =>
      seatUser(sql, {
        id: userId,
        email: `ana-${kind}@x.co`,
        name: 'Ana',
        passwordHash: 'none',
        companyId: company.companyId,
        role: 'accountant',
      }),
    );
    const ana = cloud.call({ bearer: (await cloud.services.sessions.create(userId)).token });
    expect(await ana.reports.views()).toEqual([]);
    await ana.reports.saveView({ ...view, name: 'De Ana' });
    await ana.reports.removeView({ id: view.id });
    expect(await owner.reports.views()).toMatchObject([{ id: view.id, name: 'Otra' }]);
    for (let index = 1; index < 30; index += 1) await ana.reports.saveView(aView({ send: 'never' }));
    await ana.reports.saveView(view);
    expect(await answerCode(ana.reports.saveView(aView()))).toBe('reports.views-full');
    await owner.reports.removeView({ id: view.id });
    expect(await owner.reports.views()).toEqual([]);
  });

  test('a letter goes out once each morning, about yesterday, to who may see it and about the branches that are theirs', async () => {
    await round();
    const userId = newId();
    await cloud.services.db.beforeCompany((sql) =>
      seatUser(sql, {
        id: userId,
        email: `luis-${kind}@x.co`,
        name: 'Luis',
        passwordHash: 'none',
        companyId: company.companyId,
        role: 'cook',
      }),
    );
    await asOwner(cloud, company).access.assign({ userId, roleId: 'manager', branchId: company.branches[1] });
    const luis = cloud.call({ bearer: (await cloud.services.sessions.create(userId)).token });
    await asOwner(cloud, company).reports.saveView(aView({ name: 'Todo' }));
    await luis.reports.saveView(aView({ name: 'Lo mío', language: 'en' }));
    const before = cloud.letters.length;
    expect(await round()).toBe(0);
    // Seven in the morning of Wednesday; what they are told of is Tuesday, and for a view of last seven days the week up to it.
    cloud.passTime(19 * 3_600_000 + 60_000);
    await asOwner(cloud, company).reports.saveView(aView({ name: 'Semana', view: { kind: 'sales', by: 'day', preset: 'last7' } }));
    expect(await round()).toBe(1);
    const letters = cloud.letters.slice(before);
    expect(letters.map(({ subject }) => subject).sort()).toEqual(['Lo mío · El Parche', 'Todo · El Parche']);
    expect(letters.find(({ subject }) => subject.startsWith('Todo'))?.text).toContain('No hubo ventas');
    expect(await round()).toBe(0);
    cloud.passTime(DAY_MS);
    await round();
    const next = cloud.letters.slice(before + 2);
    const week = next.find(({ subject }) => subject.startsWith('Semana'))?.text ?? '';
    expect(week).toContain(`Del ${dayAfter('2026-11-25', -6)} al 2026-11-25`);
    expect(week).toContain('Ventas: $ 23.000 (2 tickets)');
    expect(week).toContain('https://fastops.example/informes?informe=sales&por=day&periodo=last7');
    const mine = next.find(({ subject }) => subject.startsWith('Lo mío'))?.text ?? '';
    expect(mine).not.toContain('23.000');
  });

  test('who may no longer see reports gets no letter, and none is tried again', async () => {
    const { userId } = (await asOwner(cloud, company).access.people()).find(({ name }) => name === 'Luis') ?? { userId: '' };
    await asOwner(cloud, company).access.suspend({ userId, suspended: true });
    const before = cloud.letters.length;
    cloud.passTime(DAY_MS);
    await round();
    expect(cloud.letters.slice(before).map(({ to }) => to)).not.toContain(`luis-${kind}@x.co`);
    const waiting = await cloud.look(`SELECT 1 FROM report_views WHERE user_id = '${userId}' AND next_at IS NOT NULL`);
    expect(waiting).toEqual([]);
  });

  test('each turn asks the sums as well, and the first one makes them', async () => {
    await cloud.look('DELETE FROM sales_hours');
    cloud.passTime(DAY_MS);
    await round();
    const [sum] = await cloud.look<{ sales: number }>('SELECT sum(sales)::int AS sales FROM sales_hours');
    expect(sum?.sales).toBe(23_000);
    const [check] = await cloud.look<{ differences: number }>('SELECT differences FROM report_checks ORDER BY at DESC LIMIT 1');
    expect(check?.differences).toBeGreaterThan(0);
  });
});
