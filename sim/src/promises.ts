import { hashAt } from '@fastops/desktop/branch/db/event-log';
import type { Till } from './till.ts';

/** A promise that was broken, and how. */
export type Fault = { readonly oracle: string; readonly detail: string };

export function fault(oracle: string, detail: unknown): Fault {
  return { oracle, detail: JSON.stringify(detail) };
}

/** At no moment does a till count something as kept by the cloud that the cloud never kept: not at that place, not with that content. */
export function sureOf(till: Till, kept: ReadonlySet<string>): Fault[] {
  const { db } = till.core();
  const { companyId } = till.actor;
  const streams = db.all<{ id: string; acked: number }>(
    'SELECT stream_id AS id, acked_seq AS acked FROM streams WHERE own = 1 AND acked_seq > 0',
  );
  return streams
    .filter(({ id, acked }) => !kept.has(hashAt(db, { companyId, streamId: id, seq: acked }) ?? ''))
    .map((stream) => fault(`${till.name} counts as kept what the cloud never had`, { stream }));
}
