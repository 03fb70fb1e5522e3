import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCode } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, aTill, type TestCompany } from '../../testing/shop.ts';

const PLACE = { name: 'Sur', address: 'Calle 1', city: 'Bogotá', phone: '601', timeZone: 'America/Bogota', dayStartHour: 5 } as const;

describe.each(ENGINES)('branches and their terminals on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let owner: ReturnType<typeof asOwner>;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
    owner = asOwner(cloud, company);
  });
  afterAll(() => cloud.close());

  test('a branch is made, changed, put away when nothing lives in it, and taken out again', async () => {
    const { branchId } = await owner.branches.create({ ...PLACE, tax: 'INC' });
    expect(await answerCode(owner.branches.create({ ...PLACE, name: 'sur', tax: 'INC' }))).toBe('branch.name-taken');
    await owner.branches.edit({ ...PLACE, branchId, name: 'Sur 2', dayStartHour: 6, timeZone: 'America/Mexico_City' });
    const till = await aTill(cloud, company, branchId);
    const grant = await cloud.look<{ offset: number; hour: number }>(
      `SELECT utc_offset_hours AS offset, day_start_hour AS hour FROM branches WHERE id = '${branchId}'`,
    );
    expect(grant).toEqual([{ offset: -6, hour: 6 }]);
    expect(await answerCode(owner.branches.archive({ branchId }))).toBe('branch.has-terminals');
    const { terminalId } = till.identity;
    await owner.terminals.rename({ terminalId, name: 'Caja del patio' });
    expect((await owner.terminals.list()).find(({ id }) => id === terminalId)?.name).toBe('Caja del patio');
    await owner.terminals.revoke({ terminalId });
    await owner.branches.archive({ branchId });
    expect((await owner.branches.list()).map(({ id }) => id)).not.toContain(branchId);
    expect(await answerCode(owner.terminals.createCode({ branchId }))).toBe('branch.not-found');
    expect((await owner.branches.details()).find(({ id }) => id === branchId)?.archivedAt).toBeGreaterThan(0);
    await owner.branches.restore({ branchId });
    expect((await owner.branches.list()).map(({ id }) => id)).toContain(branchId);
    const { entries } = await owner.audit.list({});
    const said = ['branch.created', 'branch.changed', 'branch.archived', 'branch.restored', 'terminal.renamed', 'terminal.revoked'];
    expect(entries.map(({ action }) => action)).toEqual(expect.arrayContaining(said));
    expect(entries.find(({ action }) => action === 'branch.changed')).toMatchObject({ before: { name: 'Sur' }, after: { name: 'Sur 2' } });
  });

  test('one with an open drawer or money on its tables stays, and so does the last one', async () => {
    const { branchId } = await owner.branches.create({ ...PLACE, name: 'Oeste', tax: 'INC' });
    const till = await aTill(cloud, company, branchId);
    const newId = () => cloud.services.machine.newId();
    till.add({ type: 'cash-session.opened', entityId: newId(), rev: 1, body: { openingFloat: 0 } });
    await till.push();
    await owner.terminals.revoke({ terminalId: till.identity.terminalId });
    expect(await answerCode(owner.branches.archive({ branchId }))).toBe('branch.open-shift');
    const lonely = await aCompany(cloud, 'Solo');
    const solo = asOwner(cloud, lonely);
    await solo.branches.archive({ branchId: lonely.branches[1] });
    expect(await answerCode(solo.branches.archive({ branchId: lonely.branches[0] }))).toBe('branch.last');
  });

  test('a terminal goes on as itself with a new code: what it sold stays its own', async () => {
    const till = await aTill(cloud, company);
    till.sell();
    await till.push();
    const { terminalId, branchId } = till.identity;
    await owner.terminals.revoke({ terminalId });
    const { code } = await owner.terminals.createCode({ branchId, terminalId });
    const again = await cloud.call().terminals.enrol({ code, publicKey: 'B'.repeat(43), terminalName: 'Otra', terminalId });
    expect(again.terminalId).toBe(terminalId);
    const [orders] = await cloud.look<{ n: number }>(`SELECT count(*)::int AS n FROM orders WHERE terminal_id = '${terminalId}'`);
    expect(orders?.n).toBe(1);
  });
});
