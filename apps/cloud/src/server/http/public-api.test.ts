import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { listen, type ListeningCloud } from '../testing/listening-cloud.ts';
import { restToken } from '../testing/rest-client.ts';

let door: ListeningCloud;
beforeAll(async () => {
  door = await listen();
});
afterAll(() => door.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(door.cloud.url + path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
const problem = async (answer: Response) => ({ status: answer.status, ...z.looseObject({ code: z.string() }).parse(await answer.json()) });

const parameter = z.object({ name: z.string(), in: z.string(), required: z.boolean().optional() });
const operation = z.object({
  operationId: z.string(),
  summary: z.string().min(5),
  tags: z.array(z.string()).min(1),
  parameters: z.array(parameter).optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  responses: z.record(
    z.string(),
    z.object({ description: z.string(), content: z.record(z.string(), z.object({ schema: z.looseObject({}) })) }),
  ),
});
const documentSchema = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({
    securitySchemes: z.record(z.string(), z.object({ type: z.string(), scheme: z.string() })),
    schemas: z.record(z.string(), z.unknown()).optional(),
  }),
});

function examplesOf(schema: Readonly<Record<string, unknown>> = {}, schemas: Readonly<Record<string, unknown>> = {}): unknown {
  const name = /\/schemas\/(.+)$/.exec(String(schema['$ref']))?.[1];
  return schema['examples'] ?? z.looseObject({}).parse(schemas[name ?? ''])['examples'];
}

test('the document holds together: what it names is in it, and what needs a log-in says so', async () => {
  const text = await (await fetch(`${door.cloud.url}/api/v1/openapi.json`)).text();
  const document = documentSchema.parse(JSON.parse(text));
  expect(document.openapi).toMatch(/^3\.1\.\d$/);
  expect(document.servers).toEqual([{ url: '/api/v1' }]);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.values(methods).map((each) => ({ path, ...each })));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { path, parameters = [], security, responses } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(
      parameters.filter((each) => each.in === 'path').map((each) => each.name),
      path,
    ).toEqual(inPath);
    expect(Object.keys(responses), path).toContain('200');
    expect(
      examplesOf(responses['200']?.content['application/json']?.schema, document.components.schemas),
      `${path}: an example`,
    ).toHaveLength(1);
    expect(security, path).toEqual(['/auth/login', '/auth/refresh', '/auth/logout'].includes(path) ? undefined : [{ bearer: [] }]);
  }
  expect(document.components.securitySchemes['bearer']).toMatchObject({ type: 'http', scheme: 'bearer' });
  const named = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');
  for (const name of named) expect(Object.keys(document.components.schemas ?? {}), name).toContain(name);
});

test('a Host of somebody else changes nothing', async () => {
  const plain = await (await fetch(`${door.cloud.url}/api/v1/openapi.json`)).text();
  const forged = await (await fetch(`${door.cloud.url}/api/v1/openapi.json`, { headers: { 'x-forwarded-host': 'evil.example' } })).text();
  expect(forged).toBe(plain);
});

test("a problem carries the refusal's own code", async () => {
  const token = await restToken(door.cloud.url, door.demo.owner);
  const get = (path: string) => fetch(`${door.cloud.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  expect(await problem(await get('/orders/00000000-0000-4000-8000-000000000000'))).toMatchObject({ status: 404, code: 'order.not-found' });
  expect(await problem(await post('/api/v1/auth/login', { ...door.demo.owner, password: 'x' }))).toMatchObject({
    status: 401,
    code: 'login.wrong',
  });
  expect(await problem(await get('/orders/1'))).toMatchObject({ status: 400, issues: [{ path: ['id'] }] });
  expect(await problem(await get(`/orders?from=2026-02-30&to=2026-02-30`))).toMatchObject({ status: 400 });
  expect(await problem(await fetch(`${door.cloud.url}/api/v1/branches`))).toMatchObject({ status: 401 });
  expect(await problem(await fetch(`${door.cloud.url}/api/v1/nothing`))).toMatchObject({ status: 404 });
  expect((await fetch(`${door.cloud.url}/health`)).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('the guesser behind a forged X-Forwarded-For is still one address', async () => {
  const guess = (n: number) =>
    post('/trpc/auth.login', { email: `probe-${n}@elparche.co`, password: 'x' }, { 'x-forwarded-for': `203.0.113.${n}` });
  const statuses: number[] = [];
  for (let n = 1; n <= 56; n += 1) statuses.push((await guess(n)).status);
  expect(statuses.slice(0, 40)).toEqual(statuses.slice(0, 40).map(() => 401));
  expect(statuses.at(-1)).toBe(429);
});
