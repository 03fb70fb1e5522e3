import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { uuidv7 } from '@fastops/shared/base/id';
import { realMachine } from '@fastops/cloud/server/machine';
import { drained, enrolledTill, type TrialClock } from './testing/trial-till.ts';
import { openTrialCloud, type TrialCloud } from './testing/trial-cloud.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Bogotá is five hours behind, all year. */
const OFFSET_MS = -5 * HOUR_MS;

const PLACE = { name: 'Norte', address: 'Calle 80 # 20-15', city: 'Bogotá', phone: '601 555 0101', timeZone: 'America/Bogota' };
type Today = { branches: { branchId: string; businessDay: string; tickets: number }[] };
type Cash = { sessions: { businessDay: string; openedAt: number }[] };

test('a shift opened at half past one belongs to the day before where the day starts at four, from the till to the dashboard', async () => {
  const clock: TrialClock = { ahead: nextAt(1.5) - Date.now() };
  const now = () => Date.now() + clock.ahead;
  const [yesterday, today] = [localDay(now() - DAY_MS), localDay(now())];
  const shop = await openTrialCloud({ ...realMachine, now, newId: () => uuidv7(now(), randomBytes(10)) });
  const branchId = shop.demo.branches[0]?.id ?? '';
  const ask = await ownerOf(shop);
  await ask('mutation', 'branches.edit', { ...PLACE, branchId, dayStartHour: 4 });
  const till = await enrolledTill(shop, shop.cloud.url, clock);
  try {
    expect((await till.call.cash.status()).session).toMatchObject({ businessDay: yesterday });
    await till.sell();
    await drained(till);
    const shown = async () => (await ask<Today>('query', 'dashboard.today')).branches.find((each) => each.branchId === branchId);
    const sold = await shown();
    expect(sold).toMatchObject({ businessDay: yesterday });
    // A sale at five to four is still of the shift, and of its day.
    clock.ahead += 2.4 * HOUR_MS;
    await till.sell();
    await till.finish();
    await drained(till);
    expect(await shown()).toMatchObject({ businessDay: yesterday, tickets: (sold?.tickets ?? 0) + 1 });
    // And the shift that is opened at ten past four begins the new one.
    clock.ahead += 0.3 * HOUR_MS;
    const [ana] = shop.demo.staff;
    await till.begin({ staffId: ana?.id ?? '', pin: ana?.pin ?? '' });
    await till.sell();
    await drained(till);
    expect(await shown()).toMatchObject({ businessDay: today, tickets: 1 });
    const { sessions } = await ask<Cash>('query', 'cash.sessions', { branchId, limit: 2 });
    expect(sessions.map(({ businessDay }) => businessDay)).toEqual([today, yesterday]);
  } finally {
    await till.close();
    await shop.close();
  }
}, 120_000);

/** The next time that the clock of the shop says so. */
function nextAt(localHour: number): number {
  const midnight = Math.floor((Date.now() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  return midnight + DAY_MS + localHour * HOUR_MS;
}

function localDay(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 10);
}

/** The owner at the cloud's own door, as the dashboard is. */
async function ownerOf({ cloud, demo }: TrialCloud) {
  const login = await call<{ token: string }>(`${cloud.url}/trpc/auth.login`, { method: 'POST', body: JSON.stringify(demo.owner) });
  return <T>(kind: 'query' | 'mutation', path: string, input?: unknown): Promise<T> => {
    const asked = kind === 'query' && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
    const body = kind === 'mutation' ? { method: 'POST', body: JSON.stringify(input) } : {};
    return call<T>(`${cloud.url}/trpc/${path}${asked}`, { ...body, headers: { authorization: `Bearer ${login.token}` } });
  };
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  const answer = await fetch(url, { ...init, headers: { ...init.headers, 'content-type': 'application/json' } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}
