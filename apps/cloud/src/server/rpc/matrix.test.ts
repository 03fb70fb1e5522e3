import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERMISSIONS, type Permission } from '@fastops/shared/identity/permissions';
import { SYSTEM_ROLES, type SystemRole } from '@fastops/shared/identity/roles';
import { seatUser } from '../modules/identity/identity.service.ts';
import { hireStaff } from '../modules/tenancy/tenancy.service.ts';
import { API_NOT_YOURS } from '../testing/api-questions.ts';
import { openCloud, ENGINES, type CloudUnderTest, type EngineKind } from '../testing/cloud-under-test.ts';
import { CANARY, furnish, NOWHERE, questions, SAYS_NO, type Target } from '../testing/matrix-questions.ts';
import { aTill, asOwner, type TestCompany, type TestTill } from '../testing/shop.ts';
import { procedureList, runByPath } from '../testing/procedures.ts';

async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    return `answer ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? `${String(error.code)} ${error.message}` : `crash ${String(error)}`;
  }
}

const isLive = (path: string) => path === 'dashboard.live' || path === 'sync.poke';
/** A subscription is asked when its first news is. */
async function firstOf(news: Promise<unknown>): Promise<unknown> {
  for await (const item of (await news) as AsyncIterable<unknown>) return item;
  return undefined;
}

const ROLES = Object.keys(SYSTEM_ROLES) as SystemRole[];

describe.each(ENGINES)('every procedure on %s', (kind: EngineKind) => {
  let cloud: CloudUnderTest;
  let mine: { company: TestCompany; target: Target };
  let theirs: { company: TestCompany; target: Target };
  const users = new Map<SystemRole, string>();

  beforeAll(async () => {
    cloud = await openCloud(kind);
    mine = await furnish(cloud, 'El Parche');
    theirs = await furnish(cloud, CANARY);
    for (const role of ROLES) {
      const id = cloud.services.machine.newId();
      const user = { id, email: `the-${role}@elparche.co`, name: role, passwordHash: 'none', role, companyId: mine.company.companyId };
      await cloud.services.db.beforeCompany((sql) => seatUser(sql, user));
      users.set(role, id);
    }
  });
  afterAll(() => cloud.close());

  // A log-in of its own for each, as one of the procedures ends it.
  const as = async (role: SystemRole) => cloud.call({ bearer: (await cloud.services.sessions.create(users.get(role) ?? '')).token });
  const rowsOfTheirs = async () => {
    const tables = await cloud.look<{ name: string; company: string }>(
      `SELECT c.relname AS name, a.attname AS company FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('company_id', 'owner_company') WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1`,
    );
    const sums: unknown[] = [];
    for (const { name, company } of tables) {
      const [sum] = await cloud.look(
        `SELECT '${name}' AS name, count(*)::int AS rows, md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${name} t WHERE ${company} = '${theirs.company.companyId}'`,
      );
      sums.push(sum);
    }
    return sums;
  };

  test('has a question here', () => {
    expect(Object.keys(questions(theirs.target)).sort()).toEqual(
      procedureList()
        .map(({ path }) => path)
        .sort(),
    );
  });

  test('lets in exactly those whose role has its permission', async () => {
    const wrong: string[] = [];
    for (const { path, auth } of procedureList()) {
      if (auth === 'public' || isLive(path)) continue;
      for (const role of ROLES) {
        const answer = await outcome(runByPath(await as(role), path, questions(mine.target)[path]));
        const wanted =
          auth === 'terminal' || auth === 'operator'
            ? 'UNAUTHORIZED'
            : auth === 'user' || has(role, auth)
              ? (SAYS_NO[path] ?? 'answer')
              : 'FORBIDDEN';
        if (!answer.startsWith(wanted)) wrong.push(`${path} as ${role}: ${answer.slice(0, 80)}, wanted ${wanted}`);
      }
      const nobody = await outcome(runByPath(cloud.call(), path, questions(mine.target)[path]));
      if (!nobody.startsWith('UNAUTHORIZED')) wrong.push(`${path} as nobody: ${nobody.slice(0, 80)}`);
    }
    // The owner has just revoked this company's till, as it may; a new one goes on.
    mine = { ...mine, target: { ...mine.target, till: await aTill(cloud, mine.company) } };
    mine.target.till.sell();
    expect(wrong).toEqual([]);
  });

  test('a till is let into what is for tills, and a token of one is no log-in', async () => {
    const api = await mine.target.till.api();
    for (const { path, auth } of procedureList()) {
      if (auth === 'public' || isLive(path)) continue;
      const answer = await outcome(runByPath(api, path, questions(mine.target)[path]));
      if (auth !== 'terminal') expect(answer, path).toMatch(/^UNAUTHORIZED/);
      else expect(answer.startsWith(SAYS_NO[path] ?? 'answer'), `${path}: ${answer}`).toBe(true);
    }
  });

  test('shows nothing of another company, changes nothing there, and "not yours" sounds like "not there" (C3)', async () => {
    const before = await rowsOfTheirs();
    const notThere = questions({
      companyId: NOWHERE,
      userId: NOWHERE,
      branchId: NOWHERE,
      orderId: NOWHERE,
      productId: NOWHERE,
      zHash: '0'.repeat(64),
      forkId: NOWHERE,
      till: await strangeTill(),
    });
    const terminal = await mine.target.till.api();
    for (const { path } of procedureList()) {
      // A guess at the log-in is counted, by account, wherever it comes from: it is tested with the throttle.
      if (isLive(path) || path === 'auth.login' || path === 'apiAuth.login') continue;
      for (const [who, caller] of Object.entries({ owner: await as('owner'), terminal, nobody: cloud.call() })) {
        const answer = await outcome(runByPath(caller, path, questions(theirs.target)[path]));
        expect(answer, `${path} as ${who}`).not.toContain(CANARY);
        expect(answer, `${path} as ${who}`).not.toMatch(/^crash/);
        if (
          [
            'cash.sessions',
            'cash.z',
            'dashboard.order',
            ...API_NOT_YOURS,
            'terminals.createCode',
            'terminals.revoke',
            'terminals.token',
            'staff.list',
          ].includes(path)
        ) {
          expect(await outcome(runByPath(caller, path, notThere[path])), `${path} as ${who}`).toBe(answer);
        }
      }
    }
    expect(await rowsOfTheirs()).toEqual(before);
    expect(JSON.stringify(await asOwner(cloud, theirs.company).dashboard.order({ id: theirs.target.orderId }))).toContain(CANARY);
  });

  test('whoever has every permission at one branch sees nothing of its sister, and changes nothing there (C3)', async () => {
    const [north, south] = mine.company.branches;
    const userId = cloud.services.machine.newId();
    const { companyId } = mine.company;
    await cloud.services.db.beforeCompany((sql) =>
      seatUser(sql, { id: userId, email: `${userId}@x.co`, name: 'One branch', passwordHash: 'none', role: 'driver', companyId }),
    );
    await asOwner(cloud, mine.company).access.assign({ userId, roleId: 'owner', branchId: north });
    const sister = await aTill(cloud, mine.company, south);
    const orderId = sister.sell();
    sister.add({ type: 'order.cancelled', entityId: orderId, rev: 6, body: { reason: 'HERMANA' } });
    await cloud.services.db.inCompany(companyId, (sql) =>
      hireStaff(sql, { id: cloud.services.machine.newId(), name: 'HERMANA', role: 'cashier', pinHash: 'x', branchId: south }),
    );
    await sister.push();
    const target = { ...mine.target, companyId, userId: mine.company.owner.userId, branchId: south, orderId, till: sister };
    const api = cloud.call({ bearer: (await cloud.services.sessions.create(userId)).token });
    const seen: string[] = [];
    for (const { path, auth } of procedureList()) {
      if (auth === 'public' || auth === 'terminal' || isLive(path)) continue;
      const answer = await outcome(runByPath(api, path, questions(target)[path]));
      if (/HERMANA|^crash/.test(answer) || answer.includes(sister.identity.terminalId)) seen.push(`${path}: ${answer.slice(0, 200)}`);
    }
    expect(seen).toEqual([]);
    const [till] = await cloud.look<{ revoked: number | null }>(
      `SELECT revoked_at AS revoked FROM terminals WHERE id = '${sister.identity.terminalId}'`,
    );
    expect(till?.revoked).toBeNull();
  });

  test('a company whose subscription is over is seen and taken along, paid for, and not changed; its tills are heard (C3)', async () => {
    const late = await furnish(cloud, 'Vencida');
    const owner = asOwner(cloud, late.company);
    await owner.subscriptions.pay();
    await cloud.look(
      `UPDATE subscriptions SET doc = doc || '{"state": "suspended", "graceEndsAt": 1}' WHERE company_id = '${late.company.companyId}'`,
    );
    const changed: string[] = [];
    for (const { path, auth, type } of procedureList()) {
      if (['public', 'terminal', 'operator', 'user', 'company.manage'].includes(auth) || isLive(path)) continue;
      const answer = await outcome(runByPath(owner, path, questions(late.target)[path]));
      const wanted = type === 'mutation' ? 'FORBIDDEN subscription.over' : (SAYS_NO[path] ?? 'answer');
      if (!answer.startsWith(wanted)) changed.push(`${path}: ${answer.slice(0, 80)}, wanted ${wanted}`);
    }
    expect(changed).toEqual([]);
    late.target.till.sell();
    expect(await late.target.till.push()).toMatchObject({ ackSeq: late.target.till.log.length });
    expect(await outcome(owner.company.askForExport())).toMatch(/^answer/);
    expect(await outcome(owner.subscriptions.pay())).toMatch(/^answer/);
  });

  test('a suspended person, and a revoked till, are nobody to every procedure (C3)', async () => {
    const userId = cloud.services.machine.newId();
    const { companyId } = mine.company;
    const person = { id: userId, email: `${userId}@x.co`, name: 'Out', passwordHash: 'none', role: 'owner', companyId };
    await cloud.services.db.beforeCompany((sql) => seatUser(sql, person));
    const bearer = (await cloud.services.sessions.create(userId)).token;
    await asOwner(cloud, mine.company).access.suspend({ userId, suspended: true });
    const till = await aTill(cloud, mine.company);
    const token = await till.token();
    await asOwner(cloud, mine.company).terminals.revoke({ terminalId: till.identity.terminalId });
    for (const { path, auth } of procedureList()) {
      if (auth === 'public') continue;
      for (const out of [bearer, token]) {
        const call = cloud.call({ bearer: out });
        const asked = isLive(path) ? firstOf(runByPath(call, path, undefined)) : runByPath(call, path, questions(mine.target)[path]);
        expect(await outcome(asked), path).toMatch(/^UNAUTHORIZED/);
      }
    }
  });

  test('news of another company are not heard', async () => {
    const heard: unknown[] = [];
    const hear = async (news: AsyncIterable<unknown>) => {
      for await (const item of news) heard.push(item);
    };
    void hear(await (await as('owner')).dashboard.live());
    void hear(await (await mine.target.till.api()).sync.poke());
    await expect.poll(() => heard.length).toBeGreaterThanOrEqual(3);
    await pause(100);
    const atFirst = [...heard];
    expect(JSON.stringify(atFirst)).not.toContain(theirs.target.branchId);
    theirs.target.till.sell();
    await theirs.target.till.push();
    await pause(200);
    expect(heard).toEqual(atFirst);
    mine.target.till.sell();
    await mine.target.till.push();
    await expect.poll(() => heard.length).toBe(atFirst.length + 2);
  });

  test('with row-level security off, our own filters still show nothing of another company (C4)', async () => {
    const tables = await cloud.look<{ name: string }>("SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relrowsecurity");
    for (const { name } of tables) await cloud.look(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
    const before = await rowsOfTheirs();
    const open = await cloud.services.db.inCompany(mine.company.companyId, (sql) => sql.query('SELECT DISTINCT company_id FROM orders'));
    expect(open.length).toBeGreaterThan(1);
    const terminal = await mine.target.till.api();
    for (const { path, auth } of procedureList()) {
      if (auth === 'public' || isLive(path)) continue;
      const answer = await outcome(runByPath(auth === 'terminal' ? terminal : await as('owner'), path, questions(theirs.target)[path]));
      expect(answer, path).not.toContain(CANARY);
      expect(answer, path).not.toMatch(/^crash/);
    }
    expect(await rowsOfTheirs()).toEqual(before);
  });

  function has(role: SystemRole, permission: string): boolean {
    expect(PERMISSIONS).toContain(permission);
    return SYSTEM_ROLES[role].includes(permission as Permission);
  }

  async function strangeTill(): Promise<TestTill> {
    const till = await aTill(cloud, mine.company);
    return { ...till, identity: { ...till.identity, terminalId: NOWHERE, streamId: NOWHERE } };
  }
});
