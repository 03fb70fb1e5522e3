import { done, refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import { commissioningSchema, worstLight, type Commissioning } from '@fastops/shared/commissioning/report';
import type { TerminalActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import type { DevicePort } from '../terminals/terminals.port.ts';
import { publicKeyOf, signingKeyOf } from '../terminals/terminals.service.ts';
import { insertReport, listLatest } from './commissioning.store.ts';

/** The words before the report in the text that is signed. */
const PREFIX = 'fastops-commissioning:';

export type ReportRefusal = Refusal<'commissioning.not-yours' | 'commissioning.unsigned' | 'commissioning.unreadable'>;

/** Keeps a report as the till signed it: of that till, by its device key. */
export async function saveReport(
  sql: TenantSql,
  { actor, devices }: { actor: TerminalActor; devices: DevicePort },
  { report: text, signature }: { report: string; signature: string },
): Promise<Result<null, ReportRefusal>> {
  const key = await publicKeyOf(sql, actor.terminalId);
  if (key === undefined || !devices.signedBy(key, text, signature)) return refuse({ code: 'commissioning.unsigned' });
  const report = readReport(text);
  if (!report) return refuse({ code: 'commissioning.unreadable' });
  if (report.terminalId !== actor.terminalId || report.branchId !== actor.branchId) return refuse({ code: 'commissioning.not-yours' });
  const { id, branchId, terminalId, madeAt } = report;
  await insertReport(sql, { id, branchId, terminalId, madeAt, worst: worstLight(report), report: text, signature });
  return done(null);
}

function readReport(text: string): Commissioning | undefined {
  if (!text.startsWith(PREFIX)) return undefined;
  try {
    return commissioningSchema.safeParse(JSON.parse(text.slice(PREFIX.length))).data;
  } catch {
    return undefined;
  }
}

/** `isSigned`: the text is the one that the till's key signed. Looked at each time it is shown, not only when it came. */
export type ReportView = {
  readonly report: Commissioning;
  readonly signature: string;
  readonly worst: 'green' | 'amber' | 'red';
  readonly isSigned: boolean;
};

export async function latestReports(sql: TenantSql, devices: DevicePort): Promise<ReportView[]> {
  const views: ReportView[] = [];
  for (const { report: text, signature, terminalId } of await listLatest(sql)) {
    const report = readReport(text);
    if (!report) continue;
    const key = await signingKeyOf(sql, terminalId);
    const isSigned = report.terminalId === terminalId && key !== undefined && devices.signedBy(key, text, signature);
    views.push({ report, signature, worst: worstLight(report), isSigned });
  }
  return views;
}
