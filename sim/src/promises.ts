import type { Till } from './till.ts';

/** A promise that was broken, and how. */
export type Fault = { readonly oracle: string; readonly detail: string };

export function fault(oracle: string, detail: unknown): Fault {
  return { oracle, detail: JSON.stringify(detail) };
}

/** At no moment does a till count something as kept by the cloud that the cloud never kept. */
export function sureOf(till: Till, heads: ReadonlyMap<string, number>): Fault[] {
  const streams = till
    .core()
    .db.all<{ id: string; acked: number }>('SELECT stream_id AS id, acked_seq AS acked FROM streams WHERE own = 1 AND acked_seq > 0');
  return streams
    .filter(({ id, acked }) => acked > (heads.get(id) ?? 0))
    .map((stream) => fault(`${till.name} counts as kept what the cloud never had`, { stream, cloud: heads.get(stream.id) ?? 0 }));
}
