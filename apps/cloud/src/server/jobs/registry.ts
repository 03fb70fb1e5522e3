import type { Services } from '../context.ts';
import type { JobDefinition, JobHandler, JobSchedule } from '../modules/jobs/jobs.port.ts';
import type { Postman } from '../modules/identity/identity.port.ts';
import { lookAtPayment } from '../modules/subscriptions/payments.service.ts';
import { beginTurns } from '../modules/subscriptions/subscriptions.service.ts';
import { checkJob, roundJob, turnJob } from '../modules/subscriptions/subscriptions.jobs.ts';
import { takeTurn } from '../modules/subscriptions/turn.service.ts';
import { zipArchive } from '../adapters/zip.ts';
import { exportJob } from '../modules/exports/exports.jobs.ts';
import { exportHandler } from '../modules/exports/exports.service.ts';
import { nightlyJob } from '../modules/upkeep/upkeep.jobs.ts';
import { nightlyHandler } from '../modules/upkeep/upkeep.service.ts';
import { mailJob } from '../modules/identity/mail.jobs.ts';
import { mailHandler } from '../modules/identity/mail.service.ts';
import { handles } from '../modules/jobs/jobs.service.ts';
import { reportRoundJob, reportTurnJob } from '../modules/reports/reports.jobs.ts';
import { beginReportTurns, takeReportTurn } from '../modules/reports/turn.service.ts';

/** Every kind of work that waits in the queue. */
export const JOBS: readonly JobDefinition<unknown>[] = [
  mailJob,
  reportRoundJob,
  reportTurnJob,
  roundJob,
  turnJob,
  checkJob,
  exportJob,
  nightlyJob,
];

/** Who does it. */
export function jobHandlers(services: Services, postman: Postman): JobHandler[] {
  return [
    mailHandler(services.factors, postman),
    handles(reportRoundJob, async () => void (await beginReportTurns(services))),
    handles(reportTurnJob, ({ companyId }) => takeReportTurn(services, companyId)),
    handles(roundJob, async () => void (await beginTurns(services))),
    handles(turnJob, async ({ companyId }) => void (await services.db.inCompany(companyId, (sql) => takeTurn({ ...services, sql })))),
    handles(checkJob, (asked) => lookAtPayment(services, asked)),
    exportHandler(services, zipArchive()),
    nightlyHandler(services),
  ];
}

/** What begins by itself. */
export const SCHEDULES: readonly JobSchedule[] = [
  { job: reportRoundJob, cron: '*/15 * * * *', timeZone: 'America/Bogota' },
  { job: roundJob, cron: '*/10 * * * *', timeZone: 'America/Bogota' },
  { job: nightlyJob, cron: '20 3 * * *', timeZone: 'America/Bogota' },
];
