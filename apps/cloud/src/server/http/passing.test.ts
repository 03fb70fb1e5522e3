import { pino } from 'pino';
import { expect, test } from 'vitest';
import { noMetrics, openCloud } from '../testing/cloud-under-test.ts';
import { httpServer } from './server.ts';

test('what waits too long for a lock is told to come again, and when', async () => {
  const cloud = await openCloud('postgres');
  const log = pino({ level: 'silent' });
  const door = await httpServer({
    services: cloud.services,
    log,
    staticDir: 'none',
    trustProxy: 0,
    metrics: noMetrics(cloud),
    ready: async () => [],
  });
  const login = () =>
    door.inject({ method: 'POST', url: '/trpc/auth.login', payload: { email: 'duena@elparche.co', password: 'no-es-esta' } });
  try {
    const answer = await cloud.engine.asOwner(async (sql) => {
      await sql.query('LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
      return login();
    });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.json()).toMatchObject({ error: { message: 'try-again' } });
    const soon = await login();
    expect(soon.statusCode).toBe(401);
    expect(soon.headers['retry-after']).toBeUndefined();
  } finally {
    await door.close();
    await cloud.close();
  }
});
