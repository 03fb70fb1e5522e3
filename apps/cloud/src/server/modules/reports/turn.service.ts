import { dayAfter } from '@fastops/shared/reports/days';
import { nextSendAt } from '@fastops/shared/reports/view';
import type { Services } from '../../context.ts';
import { reportTurnJob } from './reports.jobs.ts';
import { bringSumsUpToDate, checkSums } from './rollup.service.ts';
import { sendDueLetters } from './views.service.ts';
import { earliestNextAt, setTurn, takeTurns } from './views.store.ts';

const OFFSET_HOURS = -5;
const HOUR_MS = 3_600_000;
const MOST_TURNS = 5_000;
/** What a late till may still bring is asked again each night. */
const CHECKED_DAYS = 35;

/** Gives a turn to each company whose reports have something to be done; answers how many. */
export async function beginReportTurns({ db, jobs, machine }: Pick<Services, 'db' | 'jobs' | 'machine'>): Promise<number> {
  const now = machine.now();
  return db.beforeCompany(async (sql) => {
    const due = await takeTurns(sql, { now, again: now + HOUR_MS, most: MOST_TURNS });
    for (const companyId of due) await jobs.enqueue(sql, { job: reportTurnJob, payload: { companyId } });
    return due.length;
  });
}

/** A company's turn: its letters first, since somebody waits for them; then its sums, all of them when they were made by other rules. */
export async function takeReportTurn(
  services: Pick<Services, 'db' | 'accessOf' | 'machine' | 'mail' | 'publicUrl'>,
  companyId: string,
): Promise<void> {
  const { db, machine } = services;
  await sendDueLetters(services, companyId);
  const now = machine.now();
  const today = new Date(now + OFFSET_HOURS * HOUR_MS).toISOString().slice(0, 10);
  const whole = await bringSumsUpToDate(db, { companyId, now });
  if (!whole) await checkSums(db, { companyId, now, since: dayAfter(today, -CHECKED_DAYS) });
  await db.inCompany(companyId, async (sql) => {
    // The night's check comes with the next morning's letters at the latest.
    const morning = nextSendAt('daily', now, OFFSET_HOURS) ?? now;
    await setTurn(sql, Math.min(morning - 4 * HOUR_MS > now ? morning - 4 * HOUR_MS : morning, (await earliestNextAt(sql)) ?? morning));
  });
}
