import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { SYSTEM_ROLES, type SystemRole } from '@fastops/shared/identity/roles';
import { asOwner, type TestCompany } from '../testing/shop.ts';
import { noMetrics, openCloud, type CloudUnderTest } from '../testing/cloud-under-test.ts';
import { EXTRA_FIELDS } from '../testing/extra-fields.ts';
import { apiToken } from '../testing/api-token.ts';
import { CANARY, furnish, NOWHERE, questions, type Target } from '../testing/matrix-questions.ts';
import { procedureList } from '../testing/procedures.ts';
import { BASE } from './rest-document.ts';
import { restRoutes, type RestRoute } from './rest-routes.ts';
import { httpServer } from './server.ts';
import { seatUser } from '../modules/identity/identity.service.ts';

let cloud: CloudUnderTest;
let door: FastifyInstance;
let mine: { company: TestCompany; target: Target };
let theirs: { company: TestCompany; target: Target };
const users = new Map<SystemRole, string>();
const ROLES = Object.keys(SYSTEM_ROLES) as SystemRole[];

beforeAll(async () => {
  cloud = await openCloud('pglite');
  mine = await furnish(cloud, 'El Parche');
  theirs = await furnish(cloud, CANARY);
  const { services } = cloud;
  const log = pino({ level: 'silent' });
  door = await httpServer({ services, log, staticDir: 'none', trustProxy: 0, metrics: noMetrics(cloud), ready: async () => [] });
  for (const role of ROLES) users.set(role, await seated(role));
});
afterAll(async () => {
  await door.close();
  await cloud.close();
});

/** Somebody with this role, who knows the owner's password. */
async function seated(role: SystemRole): Promise<string> {
  const id = cloud.services.machine.newId();
  const { companyId, owner } = mine.company;
  const [known] = await cloud.look<{ hash: string }>(`SELECT password_hash AS hash FROM users WHERE id = '${owner.userId}'`);
  const person = { id, email: `${id}@elparche.co`, name: role, passwordHash: known?.hash ?? '', role, companyId };
  await cloud.services.db.beforeCompany((sql) => seatUser(sql, person));
  return id;
}

const logIn = (userId = '') => apiToken(door, { email: `${userId}@elparche.co`, password: mine.company.owner.password });

let asking = 0;
/** Another address each time: the allowance of whoever is nobody is not what is asked about here. */
const elsewhere = () => {
  asking += 1;
  return `10.1.${asking >> 8}.${asking & 255}`;
};

/** The route's question, as a request. */
async function ask(route: RestRoute, { input, bearer, more = {} }: { input: unknown; bearer?: string; more?: object }) {
  const said: Record<string, unknown> = { ...z.looseObject({}).catch({}).parse(input) };
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(said[name]);
    delete said[name];
    return encodeURIComponent(value);
  });
  const asked = { ...said, ...more };
  const inQuery = route.method === 'GET' || route.method === 'DELETE';
  const pairs = Object.entries(asked).flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)]));
  const answer = await door.inject({
    method: route.method,
    remoteAddress: elsewhere(),
    url: `${BASE}${path}${inQuery ? `?${new URLSearchParams(pairs)}` : ''}`,
    ...(inQuery ? {} : { payload: asked }),
    headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
  });
  return { status: answer.statusCode, text: answer.body };
}

/** What of an answer is the same each time. */
const told = ({ status, text }: { status: number; text: string }) => `${status} ${text.replace(/"(requestId":"[^"]*"|now":\d+)/, '')}`;
const isLogin = ({ path }: RestRoute) => path.startsWith('/auth/') && path !== '/auth/me';

test('every route of the served document has its question and its permission (C3)', async () => {
  const document = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse((await door.inject({ url: `${BASE}/openapi.json` })).json());
  const served = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((each) => `${each.toUpperCase()} ${path}`),
  );
  expect(served.sort()).toEqual(
    restRoutes()
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  );
  const known = new Set(Object.keys(questions(mine.target)));
  expect(restRoutes().flatMap(({ procedure }) => (known.has(procedure) ? [] : [procedure]))).toEqual([]);
});

test('each route lets in exactly whose role has its permission, and nobody without a log-in (C3)', async () => {
  const auth = new Map(procedureList().map((each) => [each.path, each.auth]));
  const wrong: string[] = [];
  for (const role of ROLES) {
    const bearer = await logIn(users.get(role));
    for (const route of restRoutes().filter((each) => !isLogin(each))) {
      const needed = auth.get(route.procedure) ?? '';
      const allowed = needed === 'user' || SYSTEM_ROLES[role].some((each) => each === needed);
      const { status, text } = await ask(route, { input: questions(mine.target)[route.procedure], bearer });
      const fits = allowed ? ![401, 403, 500].includes(status) : status === 403;
      if (!fits) wrong.push(`${route.method} ${route.path} as ${role}: ${status} ${text.slice(0, 120)}`);
    }
  }
  for (const route of restRoutes().filter((each) => !isLogin(each))) {
    const { status } = await ask(route, { input: questions(mine.target)[route.procedure] });
    if (status !== 401) wrong.push(`${route.method} ${route.path} as nobody: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test('nothing of another company is shown, a till and a suspended person are nobody (C3)', async () => {
  const bearer = await logIn(users.get('owner'));
  const nowhere = {
    ...theirs.target,
    companyId: NOWHERE,
    userId: NOWHERE,
    branchId: NOWHERE,
    orderId: NOWHERE,
    productId: NOWHERE,
    zHash: '0'.repeat(64),
  };
  const out = await seated('owner');
  const suspended = await logIn(out);
  await asOwner(cloud, mine.company).access.suspend({ userId: out, suspended: true });
  const terminal = await mine.target.till.token();
  for (const route of restRoutes().filter((each) => !isLogin(each))) {
    const input = questions(theirs.target)[route.procedure];
    const answer = await ask(route, { input, bearer });
    expect(answer.text, route.path).not.toContain(CANARY);
    expect(answer.status, `${route.path}: ${answer.text}`).not.toBe(500);
    if (route.method === 'GET')
      expect(told(await ask(route, { input: questions(nowhere)[route.procedure], bearer })), route.path).toBe(told(answer));
    for (const nobody of [suspended, terminal]) expect((await ask(route, { input, bearer: nobody })).status, route.path).toBe(401);
  }
});

test('an extra field in the query or the body of any route: none is accepted (C8)', async () => {
  const bearer = await logIn(users.get('owner'));
  const accepted: string[] = [];
  for (const route of restRoutes()) {
    const input = questions(mine.target)[route.procedure];
    for (const [field, value] of Object.entries(EXTRA_FIELDS)) {
      if (field in Object(input ?? {})) continue;
      const { status } = await ask(route, { input, bearer, more: { [field]: value } });
      if (status !== 400) accepted.push(`${route.method} ${route.path} ${field}: ${status}`);
    }
  }
  expect(accepted).toEqual([]);
});

test('the page about the API names every route, and needs no other host', async () => {
  const page = await door.inject({ url: `${BASE}/docs` });
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  for (const { path } of restRoutes()) expect(page.body).toContain(`<code>${path}</code>`);
  expect(page.body).not.toMatch(/<script|https?:\/\/|<link|@import|url\(/);
});
