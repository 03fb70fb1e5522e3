import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveCatalog } from '../modules/catalog/catalog.service.ts';
import { foundCompany } from '../modules/tenancy/tenancy.service.ts';
import { listen, type ListeningCloud } from '../testing/listening-cloud.ts';

const OTHER = '00000000-0000-4000-8000-0000000000b1';
const MINE = '00000000-0000-4000-8000-0000000000c1';
const THEIRS = '00000000-0000-4000-8000-0000000000c2';
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

let listening: ListeningCloud;
beforeAll(async () => {
  listening = await listen();
  const { services } = listening.cloud;
  const news = { notify: services.fanout.notify, now: 1 };
  const doc = (id: string) => ({ kind: 'picture' as const, id, deleted: false, doc: { id, data: `data:image/png;base64,${PIXEL}` } });
  await services.db.inCompany(OTHER, async (sql) => {
    await foundCompany(sql, { name: 'Otra', legalName: 'Otra S.A.S.', nit: '900123457' }, '00000000-0000-4000-8000-0000000000e1');
    await saveCatalog(sql, [doc(THEIRS)], news);
  });
  await services.db.inCompany(listening.demo.companyId, (sql) => saveCatalog(sql, [doc(MINE)], news));
});
afterAll(() => listening.close());

test('a picture is kept for a year by the browser of its company, and is not there for anybody else', async () => {
  const { url } = listening.cloud;
  const answer = await fetch(`${url}/trpc/auth.login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(listening.demo.owner),
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const ask = (id: string, headers: Record<string, string> = { cookie }) => fetch(`${url}/pictures/${id}`, { headers });
  const mine = await ask(MINE);
  expect(mine.status).toBe(200);
  expect(mine.headers.get('content-type')).toBe('image/png');
  expect(mine.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  expect(Buffer.from(await mine.arrayBuffer()).toString('base64')).toBe(PIXEL);
  expect((await ask(THEIRS)).status).toBe(404);
  expect((await ask('nonsense')).status).toBe(404);
  expect((await ask(MINE, {})).status).toBe(401);
});
