import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERMISSIONS, type Permission } from '@fastops/shared/identity/permissions';
import { SYSTEM_ROLES, type SystemRole } from '@fastops/shared/identity/roles';
import { DEFAULT_LAYOUT } from '@fastops/shared/printing/ticket-layout';
import { seatUser } from '../modules/identity/identity.service.ts';
import { upsertRole } from '../modules/access/access.store.ts';
import { hireStaff } from '../modules/tenancy/tenancy.service.ts';
import { saveCatalog } from '../modules/catalog/catalog.service.ts';
import { DEFAULT_CASH_SETTINGS } from '@fastops/shared/cash/settings';
import { aClosedShift } from '../testing/a-z.ts';
import { openCloud, ENGINES, type CloudUnderTest, type EngineKind } from '../testing/cloud-under-test.ts';
import { aCompany, aLine, aTill, asOwner, DAY, NO_CUSTODY, reopened, type TestCompany, type TestTill } from '../testing/shop.ts';
import { procedureList, runByPath } from '../testing/procedures.ts';

const CANARY = 'KANARIENVOGEL';
const NOWHERE = '00000000-0000-4000-8000-00000000dead';

/** The other company's things, as somebody who had seen their ids would name them. */
type Target = {
  readonly companyId: string;
  readonly userId: string;
  readonly branchId: string;
  readonly orderId: string;
  readonly zHash: string;
  readonly forkId: string;
  readonly till: TestTill;
};

/** Every procedure's question about those things. The router's own list decides which must be here. */
function questions({ companyId, userId, branchId, orderId, zHash, forkId, till }: Target): Readonly<Record<string, unknown>> {
  const { terminalId, streamId } = till.identity;
  const head = till.log.at(-1);
  return {
    'access.assign': { userId, roleId: 'cashier', branchId },
    'access.explain': { userId, branchId },
    'access.override': { userId, permission: 'orders.sell', branchId, effect: 'deny' },
    'access.people': undefined,
    'access.retireRole': { roleId: NOWHERE },
    'access.roles': undefined,
    'access.saveRole': { id: NOWHERE, name: 'Turno', description: '', parents: [], permissions: ['orders.read'] },
    'access.suspend': { userId, suspended: true },
    'access.unassign': { userId, roleId: 'cashier', branchId },
    'account.changePassword': { current: 'not mine', password: 'salchipapa con queso' },
    'account.endOtherSessions': undefined,
    'account.endSession': { sessionId: 'none' },
    'account.requestReset': { email: `owner@${CANARY.toLowerCase()}.co` },
    'account.resetPassword': { token: 'A'.repeat(43), password: 'salchipapa con queso' },
    'account.sessions': undefined,
    'audit.list': {},
    'audit.verify': undefined,
    'auth.companies': undefined,
    'auth.login': { email: `owner@${CANARY.toLowerCase()}.co`, password: 'a guess' },
    'auth.logout': undefined,
    'auth.me': undefined,
    'auth.switchCompany': { companyId },
    'branches.list': undefined,
    'cash.sessions': { branchId },
    'cash.saveSettings': { branchId, cash: DEFAULT_CASH_SETTINGS },
    'cash.saveTax': { branchId, tax: 'INC' },
    'cash.settings': { branchId },
    'cash.z': { hash: zHash },
    'catalog.products': undefined,
    'catalog.save': {
      docs: [{ kind: 'quick-note', id: NOWHERE, deleted: false, doc: { id: NOWHERE, text: 'sin sal', categoryIds: [], sort: 1 } }],
    },
    'catalog.soldOut': undefined,
    'dashboard.live': undefined,
    'dashboard.order': { id: orderId },
    'dashboard.orders': { branchId, businessDay: DAY },
    'dashboard.today': undefined,
    'invitations.accept': { token: 'A'.repeat(43), name: 'Nadie', password: 'salchipapa con queso' },
    'invitations.create': { email: 'nueva@x.co', roleId: 'cook', branchId },
    'invitations.list': undefined,
    'invitations.look': { token: 'A'.repeat(43) },
    'invitations.withdraw': { id: NOWHERE },
    'secondFactor.begin': undefined,
    'secondFactor.status': undefined,
    'secondFactor.turnOff': { password: 'not mine' },
    'secondFactor.turnOn': { code: '000000' },
    'staff.everybody': undefined,
    'staff.list': { branchId },
    'staff.resetPin': { id: NOWHERE, pin: '4071' },
    'staff.save': { id: '00000000-0000-4000-8000-0000000000aa', name: 'Nueva', role: 'cook', branchId, active: true },
    'sync.acknowledgeFork': { streamId: forkId },
    'sync.aggregate': { entityId: orderId },
    'sync.annotate': { streamId, seq: till.log.length, note: 'mirado' },
    'sync.custody': undefined,
    'sync.forks': undefined,
    'sync.grant': undefined,
    'sync.hello': {
      streamId,
      lastSeq: 5,
      lastHash: head?.hash ?? '0'.repeat(64),
      protocol: 1,
      appVersion: '1',
      deviceTime: 1,
      custody: NO_CUSTODY,
    },
    'sync.openStream': { streamId: NOWHERE, series: 'A2', reason: 'fork', previous: { streamId, lastSeq: 1, lastHash: '0'.repeat(64) } },
    'sync.poke': undefined,
    'sync.pull': { scope: 'branch', epoch: 'epoch-1', after: 0 },
    'sync.pullThin': { scope: 'branch', epoch: 'epoch-1', after: 0 },
    'sync.push': { streamId, firstSeq: 1, prevHash: '0'.repeat(64), events: till.log, custody: NO_CUSTODY },
    'sync.quarantine': { open: false },
    'sync.relay': { streamId, firstSeq: 1, prevHash: '0'.repeat(64), events: till.log },
    'sync.reproject': undefined,
    'sync.resolve': { streamId, seq: till.log.length, note: 'resuelto' },
    'terminals.certificate': undefined,
    'tickets.now': undefined,
    'tickets.save': { layout: DEFAULT_LAYOUT, logo: null, version: 0 },
    'terminals.challenge': undefined,
    'terminals.comeBack': {
      certificate: 'x.y.z',
      nonce: '1.x',
      signature: 'A'.repeat(86),
      stream: { streamId, series: 'A', lastSeq: 0, lastHash: '0'.repeat(64) },
    },
    'terminals.createCode': { branchId },
    'terminals.enrol': { code: 'AAAA-AAAA', publicKey: 'A'.repeat(43), terminalName: 'Caja' },
    'terminals.list': undefined,
    'terminals.revoke': { terminalId },
    'terminals.token': { terminalId, nonce: '1.x', signature: 'A'.repeat(86) },
  };
}

/** A company in which every text that a person may write holds the canary. */
async function furnish(cloud: CloudUnderTest, name: string): Promise<{ company: TestCompany; target: Target }> {
  const company = await aCompany(cloud, name);
  const newId = () => cloud.services.machine.newId();
  const [branchId] = company.branches;
  const userId = newId();
  const { companyId } = company;
  await cloud.services.db.beforeCompany((sql) =>
    seatUser(sql, { id: userId, email: `${userId}@x.co`, name: `Pía ${name}`, passwordHash: 'none', role: 'cook', companyId }),
  );
  await cloud.services.db.inCompany(companyId, (sql) =>
    upsertRole(sql, { id: newId(), name: `Rol ${name}`, description: '', parents: [], permissions: [] }),
  );
  await cloud.services.db.inCompany(company.companyId, async (sql) => {
    await hireStaff(sql, { id: newId(), name: `Ana ${name}`, role: 'cashier', pinHash: `hash ${name}`, branchId });
    const product = {
      id: newId(),
      categoryId: newId(),
      name: `Papa ${name}`,
      kind: 'single',
      price: 9_000,
      sizes: [],
      groupIds: [],
      soldOut: false,
      sort: 1,
    };
    const doc = { ...product, tax: { code: 'INC', rateBp: 800 }, stations: [`freidora ${name}`] };
    await saveCatalog(sql, [{ kind: 'product', id: product.id, deleted: false, doc }], { notify: cloud.services.fanout.notify, now: 1 });
  });
  const till = await aTill(cloud, company, branchId);
  const orderId = till.sell(13_000);
  till.add({
    type: 'order.line-added',
    entityId: orderId,
    rev: 6,
    body: { line: { ...aLine(newId, 1_000), name: `Línea ${name}`, note: `nota ${name}` } },
  });
  till.add({ type: 'order.cancelled', entityId: till.sell(2_000), rev: 6, body: { reason: `porque ${name}` } });
  const { z } = aClosedShift(till, newId, { staffId: newId(), name: `Ana ${name}` });
  // Set aside, since no version knows it: its text is the company's too.
  till.add({ type: 'order.from-the-future', entityId: orderId, rev: 9, body: { text: `futuro ${name}` } });
  await till.push();
  const { streamId: forkId } = await reopened(cloud, till, 3);
  return { company, target: { companyId: company.companyId, userId, branchId, orderId, zHash: z.hash, forkId, till } };
}

async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    return `answer ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? `${String(error.code)} ${error.message}` : `crash ${String(error)}`;
  }
}

/** What the use case itself says to these questions, once somebody is let in. */
const SAYS_NO: Readonly<Record<string, string>> = {
  'account.changePassword': 'BAD_REQUEST password.wrong',
  'secondFactor.turnOff': 'BAD_REQUEST password.wrong',
  'secondFactor.turnOn': 'BAD_REQUEST factor.',
  'staff.resetPin': 'NOT_FOUND staff.not-found',
  'invitations.withdraw': 'NOT_FOUND invitation.not-found',
};

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
          auth === 'terminal' ? 'UNAUTHORIZED' : auth === 'user' || has(role, auth) ? (SAYS_NO[path] ?? 'answer') : 'FORBIDDEN';
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
      else expect(answer, path).toMatch(/^answer/);
    }
  });

  test('shows nothing of another company, changes nothing there, and "not yours" sounds like "not there" (C3)', async () => {
    const before = await rowsOfTheirs();
    const notThere = questions({
      companyId: NOWHERE,
      userId: NOWHERE,
      branchId: NOWHERE,
      orderId: NOWHERE,
      zHash: '0'.repeat(64),
      forkId: NOWHERE,
      till: await strangeTill(),
    });
    const terminal = await mine.target.till.api();
    for (const { path } of procedureList()) {
      // A guess at the log-in is counted, by account, wherever it comes from: it is tested with the throttle.
      if (isLive(path) || path === 'auth.login') continue;
      for (const [who, caller] of Object.entries({ owner: await as('owner'), terminal, nobody: cloud.call() })) {
        const answer = await outcome(runByPath(caller, path, questions(theirs.target)[path]));
        expect(answer, `${path} as ${who}`).not.toContain(CANARY);
        expect(answer, `${path} as ${who}`).not.toMatch(/^crash/);
        if (
          [
            'cash.sessions',
            'cash.z',
            'dashboard.order',
            'dashboard.orders',
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

  test('a suspended person, and a revoked till, are nobody to every procedure', async () => {
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
    expect(open).toHaveLength(2);
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
