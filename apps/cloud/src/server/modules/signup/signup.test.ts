import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateKeyPairSync } from 'node:crypto';
import { answerCode } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';

const PLACE = {
  name: 'Centro',
  address: 'Calle 10 # 5-20',
  city: 'Cali',
  phone: '602 555 0100',
  timeZone: 'America/Bogota',
  dayStartHour: 5,
} as const;
const WORDS = {
  person: 'Rosa Peña',
  company: { country: 'CO', name: 'Papas Rosa', legalName: 'Rosa Peña', nit: '900.123.456' },
  tax: 'NOT_RESPONSIBLE',
  branch: PLACE,
  menu: 'demo',
} as const;
const REST = { password: 'salchipapa con queso', cashier: { name: 'Rosa', pin: '4071' } };

describe.each(ENGINES)('a company signs up on %s', (kind) => {
  let cloud: CloudUnderTest;
  beforeAll(async () => {
    cloud = await openCloud(kind);
  });
  afterAll(() => cloud.close());

  async function letterTo(email: string): Promise<string> {
    await cloud.call({ address: email }).signup.request({ email, language: 'es' });
    await cloud.finishJobs();
    const letter = cloud.letters.findLast(({ to }) => to === email);
    return /registro#([A-Za-z0-9_-]{43})/.exec(letter?.text ?? '')?.[1] ?? '';
  }
  const finish = (token: string, more: object = {}) => cloud.call().signup.finish({ token, ...structuredClone(WORDS), ...REST, ...more });

  test('from nothing to a till that has a menu, its tax and somebody who may sell', async () => {
    const token = await letterTo('rosa@papas.co');
    await cloud.call().signup.keep({ token, draft: { step: 2, person: 'Rosa Peña', branch: { name: 'Cen' } } });
    expect(await cloud.call().signup.look({ token })).toMatchObject({ hasAccount: false, draft: { step: 2, branch: { name: 'Cen' } } });
    const { companyId, branchId } = await finish(token);

    const session = (await cloud.call().auth.login({ email: 'rosa@papas.co', password: REST.password })).token;
    const owner = cloud.call({ bearer: session });
    const { code } = await owner.terminals.createCode({ branchId });
    const publicKey = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
    const identity = await cloud.call().terminals.enrol({ code, publicKey, terminalName: 'Caja A' });
    expect(identity).toMatchObject({ companyId, branchId, series: 'A' });
    expect((await owner.catalog.products()).length).toBeGreaterThan(5);
    expect(await owner.staff.list({ branchId })).toMatchObject([{ name: 'Rosa', role: 'manager' }]);
    const { entries } = await owner.audit.list({});
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['company.founded', 'terminal.code-made', 'terminal.enrolled']),
    );
    expect(JSON.stringify(entries)).not.toContain('4071');
    const [row] = await cloud.look<{ nit: string; tax: string; city: string }>(
      `SELECT c.nit, b.tax_code AS tax, b.city FROM companies c JOIN branches b USING (company_id) WHERE c.company_id = '${companyId}'`,
    );
    expect(row).toEqual({ nit: '900123456-8', tax: 'NONE', city: 'Cali' });
  });

  test('the letter is good for one company, and what was said goes on with the next letter', async () => {
    const first = await letterTo('dos@papas.co');
    await cloud.call().signup.keep({ token: first, draft: { step: 3, person: 'Dos' } });
    const second = await letterTo('dos@papas.co');
    expect(await cloud.call().signup.look({ token: second })).toMatchObject({ draft: { step: 3, person: 'Dos' }, companyId: null });
    await finish(second);
    expect(await answerCode(finish(second))).toBe('sign-up.not-found');
    expect((await cloud.call().signup.look({ token: second })).companyId).not.toBeNull();
    cloud.passTime(8 * 86_400_000);
    expect(await answerCode(cloud.call().signup.look({ token: first }))).toBe('sign-up.not-found');
  });

  test('an account founds a second company with its password, and nobody else does', async () => {
    const token = await letterTo('rosa@papas.co');
    expect((await cloud.call().signup.look({ token })).hasAccount).toBe(true);
    expect(await answerCode(finish(token, { password: 'another password' }))).toBe('password.wrong');
    const { companyId } = await finish(token);
    const session = (await cloud.call().auth.login({ email: 'rosa@papas.co', password: REST.password })).token;
    const companies = await cloud.call({ bearer: session }).auth.companies();
    expect(companies).toHaveLength(2);
    expect(companies.map((each) => each.companyId)).toContain(companyId);
  });

  test('an easy password, an easy PIN and a NIT that is none are refused, and cost nobody the letter', async () => {
    const token = await letterTo('tres@papas.co');
    expect(await answerCode(finish(token, { password: 'Papas Rosa' }))).toBe('password.too-easy');
    expect(await answerCode(finish(token, { cashier: { name: 'Rosa', pin: '1111' } }))).toBe('staff.easy-pin');
    expect(await answerCode(finish(token, { company: { ...WORDS.company, nit: '900123456-1' } }))).toBe('sign-up.bad-nit');
    await finish(token);
  });

  test('nobody fills a stranger’s mailbox: asking is counted by mailbox and by address', async () => {
    const ask = (email: string, address: string) => answerCode(cloud.call({ address }).signup.request({ email, language: 'es' }));
    const answers = [];
    for (let index = 0; index < 5; index += 1) answers.push(await ask('cuatro@papas.co', `192.0.2.${100 + index}`));
    expect(answers.slice(0, 3)).not.toContain('login.wait');
    expect(answers[4]).toBe('login.wait');
    const many = [];
    for (let index = 0; index < 13; index += 1) many.push(await ask(`n${index}@papas.co`, '192.0.2.200'));
    expect(many.at(-1)).toBe('login.wait');
  });
});
