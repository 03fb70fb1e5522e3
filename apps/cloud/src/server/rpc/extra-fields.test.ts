import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCloud, type CloudUnderTest } from '../testing/cloud-under-test.ts';
import { EXTRA_FIELDS, widened } from '../testing/extra-fields.ts';
import { furnish, questions, type Target } from '../testing/matrix-questions.ts';
import { procedureList, runByPath } from '../testing/procedures.ts';
import { aTill, type TestCompany } from '../testing/shop.ts';

let cloud: CloudUnderTest;
let mine: { company: TestCompany; target: Target };
beforeAll(async () => {
  cloud = await openCloud('pglite');
  mine = await furnish(cloud, 'El Parche');
});
afterAll(() => cloud.close());

async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    return `answer ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? `${String(error.code)} ${error.message}` : `crash ${String(error)}`;
  }
}

/** Every row of every table, summed up: what was accepted would be seen here. */
async function everyRow(): Promise<unknown[]> {
  const tables = await cloud.look<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  const sums: unknown[] = [];
  for (const { name } of tables)
    sums.push(
      ...(await cloud.look(
        `SELECT '${name}' AS name, count(*)::int AS rows, md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${name} t`,
      )),
    );
  return sums;
}

test('an extra field in any input of any procedure, at any depth: none is accepted, no row changes (C8)', async () => {
  const session = await cloud.services.sessions.create(mine.company.owner.userId);
  const callers = { terminal: await mine.target.till.api(), public: cloud.call(), person: cloud.call({ bearer: session.token }) };
  const before = await everyRow();
  const accepted: string[] = [];
  let asked = 0;
  for (const { path, auth, type } of procedureList()) {
    if (type === 'subscription') continue;
    const caller = auth === 'terminal' || auth === 'public' ? callers[auth] : callers.person;
    for (const { at, field, value } of widened(questions(mine.target)[path])) {
      asked += 1;
      const answer = await outcome(runByPath(caller, path, value));
      // A fact whose body was changed no longer fits its chain: it is told so, and nothing of it is kept.
      // So is one from a till that was put away, before anybody looks at it: its proof or the till itself is none.
      const isLeft = /^\$\.events\.\d+\.body/.test(at) && /^(UNAUTHORIZED terminal\.unproven|NOT_FOUND left-behind)/.test(answer);
      if (!isLeft && !/^(BAD_REQUEST|answer \{"outcome":"fork")/.test(answer))
        accepted.push(`${path} ${at} ${field}: ${answer.slice(0, 160)}`);
    }
  }
  expect(accepted).toEqual([]);
  expect(await everyRow()).toEqual(before);
  expect(asked).toBeGreaterThan(procedureList().length * Object.keys(EXTRA_FIELDS).length * 0.9);
});

test('a fact whose body says more than its type knows, well sealed: set aside, and every figure stays as the lines make it (C8)', async () => {
  const till = await aTill(cloud, mine.company);
  const orderId = till.sell(13_000);
  const samples = new Map(
    mine.target.till.log.filter(({ type }) => type !== 'order.from-the-future').map((event) => [event.type, event.body]),
  );
  let asked = 0;
  for (const [type, body] of samples)
    for (const { value } of widened(body)) {
      asked += 1;
      till.add({
        type,
        entityId: type.startsWith('order.') ? orderId : cloud.services.machine.newId(),
        rev: 100 + asked,
        body: { ...Object(value) },
      });
    }
  await till.push();
  const aside = await cloud.look<{ n: number }>(`SELECT count(*)::int AS n FROM quarantine WHERE stream_id = '${till.identity.streamId}'`);
  expect({ asked, types: samples.size, aside: aside[0]?.n }).toEqual({ asked, types: samples.size, aside: asked });
  expect(asked).toBeGreaterThan(100);
  expect(await cloud.look(`SELECT total::int AS total, balance::int AS balance, state FROM orders WHERE id = '${orderId}'`)).toEqual([
    { total: 13_000, balance: 0, state: 'placed' },
  ]);
});
