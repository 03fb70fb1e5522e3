import type { Services } from '../../context.ts';
import { dropOldAnswers } from '../api-keys/answers.service.ts';
import { anchorAudit, auditAs, verifyAudit } from '../audit/audit.service.ts';
import { expireOld } from '../exports/exports.service.ts';
import type { JobHandler } from '../jobs/jobs.port.ts';
import { handles } from '../jobs/jobs.service.ts';
import { closeWhenDue, companyIds } from '../tenancy/life.service.ts';
import { nightlyJob } from './upkeep.jobs.ts';

type Upkeep = Pick<Services, 'db' | 'devices' | 'machine'>;

/**
 * Each company in a transaction of its own: the log's chain is walked and anchored, archives whose links are over and answers of the
 * public API that are a day old go, and a company whose thirty days are over is closed. A broken chain is said in the log itself, where its owner looks; whoever broke it can't unsay it.
 */
export function nightlyHandler(services: Upkeep): JobHandler {
  return handles(nightlyJob, async () => {
    const ids = await services.db.onPlatform((sql) => companyIds(sql));
    for (const companyId of ids) await lookAfter(services, companyId);
  });
}

async function lookAfter({ db, devices, machine }: Upkeep, companyId: string): Promise<void> {
  const now = machine.now();
  await db.inCompany(companyId, async (sql) => {
    const by = { kind: 'system', id: null, name: 'FastOps', address: '', now, sha256: devices.sha256 } as const;
    const chain = await verifyAudit(sql, devices);
    if (chain.brokenAt === null) await anchorAudit(sql, { sign: devices.signJws, now });
    else await auditAs(sql, by, { action: 'audit.broken', subject: String(chain.brokenAt), subjectName: '', after: chain });
    await expireOld(sql, now);
    await dropOldAnswers(sql, now);
    await closeWhenDue(sql, by);
  });
}
