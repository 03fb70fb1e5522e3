import type { Services } from '../context.ts';
import type { JobDefinition, JobHandler, JobSchedule } from '../modules/jobs/jobs.port.ts';
import type { Postman } from '../modules/identity/identity.port.ts';
import { mailJob } from '../modules/identity/mail.jobs.ts';
import { mailHandler } from '../modules/identity/mail.service.ts';

/** Every kind of work that waits in the queue. */
export const JOBS: readonly JobDefinition<unknown>[] = [mailJob];

/** Who does it. */
export function jobHandlers(services: Services, postman: Postman): JobHandler[] {
  return [mailHandler(services.factors, postman)];
}

/** What begins by itself. */
export const SCHEDULES: readonly JobSchedule[] = [];
