import type { JobHandler, JobQueue } from '../jobs/jobs.port.ts';
import { handles } from '../jobs/jobs.service.ts';
import type { FactorPort, Mail, MailPort, Postman } from './identity.port.ts';
import { mailJob } from './mail.jobs.ts';

type Seal = Pick<FactorPort, 'seal' | 'open'>;

/** Letters that leave after the commit of what they tell of, and are tried again until they do. */
export function mailByQueue(jobs: JobQueue, seal: Seal, postman: Postman): MailPort {
  return {
    isDelivered: postman.isDelivered,
    queue: (sql, mail) => jobs.enqueue(sql, { job: mailJob, payload: { to: mail.to, sealed: seal.seal(JSON.stringify(mail)) } }),
  };
}

export function mailHandler(seal: Seal, postman: Postman): JobHandler {
  return handles(mailJob, async ({ sealed }) => postman.send(JSON.parse(seal.open(sealed)) as Mail));
}
