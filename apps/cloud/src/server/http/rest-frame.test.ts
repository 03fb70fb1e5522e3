import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type ListeningCloud } from '../testing/listening-cloud.ts';
import { restToken } from '../testing/rest-client.ts';
import { NOBODYS, rateWindows } from './rest-rate.ts';

let door: ListeningCloud;
let token: string;
beforeAll(async () => {
  door = await listen();
  token = await restToken(door.cloud.url, door.demo.owner);
});
afterAll(() => door.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${door.cloud.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });

test('a failure is a problem (RFC 9457), whoever says it', async () => {
  const failures = [
    [404, 'order.not-found', await get('/orders/00000000-0000-4000-8000-000000000000')],
    [400, 'BAD_REQUEST', await get('/orders/1')],
    [401, 'UNAUTHORIZED', await fetch(`${door.cloud.url}/api/v1/branches`)],
    [404, 'not-found', await get('/nothing')],
  ] as const;
  for (const [status, code, answer] of failures) {
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const id = answer.headers.get('x-request-id');
    expect(await answer.json()).toMatchObject({
      type: `urn:fastops:problem:${code}`,
      title: expect.any(String),
      status,
      code,
      requestId: id,
    });
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="fastops"' : null);
  }
});

test('what has not changed is not sent again', async () => {
  const first = await get('/branches');
  const tag = first.headers.get('etag') ?? '';
  expect(tag).toMatch(/^W\/"[\w-]{43}"$/);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  for (const said of [tag, `"other", ${tag}`, tag.slice(2), '*']) {
    const again = await get('/branches', { 'if-none-match': said });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('etag')).toBe(tag);
  }
  expect((await get('/branches', { 'if-none-match': 'W/"other"' })).status).toBe(200);
});

test('each answer says how much is left, and too much is a 429 that says when', async () => {
  const left = async () => Number(/r=(\d+)/.exec((await get('/branches')).headers.get('ratelimit') ?? '')?.[1]);
  const before = await left();
  expect(await left()).toBe(before - 1);
  const nobody = () => fetch(`${door.cloud.url}/api/v1/branches`);
  expect((await nobody()).headers.get('ratelimit-policy')).toBe(`"address";q=${NOBODYS.most};w=60`);
  const answers: Response[] = [];
  // A minute may begin in the middle: the second time around it can't.
  for (let n = 0; n < 2 * NOBODYS.most && answers.at(-1)?.status !== 429; n += 1) answers.push(await nobody());
  const last = answers.at(-1);
  expect(last?.status).toBe(429);
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await last?.json()).toMatchObject({ status: 429, code: 'rate.limited' });
  // Somebody who is logged in has an allowance of their own.
  expect((await get('/branches')).status).toBe(200);
});

test('windows end, and those of strangers do not pile up', () => {
  let now = 0;
  const count = rateWindows(() => now);
  expect([count('a').used, count('a').used, count('b').used]).toEqual([1, 2, 1]);
  now = 59_999;
  expect(count('a')).toEqual({ used: 3, resetsInS: 1 });
  now = 60_000;
  expect(count('a')).toEqual({ used: 1, resetsInS: 60 });
  for (let n = 0; n < 50_000; n += 1) count(`stranger-${n}`);
  // It was the oldest, and gave way.
  expect(count('a').used).toBe(1);
});
