import { z } from 'zod';
import type { Database, TenantSql } from '../db/tenant-scope.ts';

/** One scope of one company has something new. Carries no data: who hears it asks with their own rights. */
const newsSchema = z.object({ companyId: z.string(), scope: z.string(), head: z.number(), at: z.number() });
export type News = z.infer<typeof newsSchema>;

/** Tells every instance what was committed, through the database's own LISTEN/NOTIFY. */
export type Fanout = {
  /** Sent when the transaction commits, and only then. */
  notify(sql: TenantSql, news: Omit<News, 'companyId'>): Promise<void>;
  subscribe(companyId: string, hear: (news: News) => void): () => void;
};

const CHANNEL = 'fastops_news';

export async function startFanout(db: Database): Promise<Fanout> {
  const listeners = new Map<string, Set<(news: News) => void>>();
  await db.listen(CHANNEL, (payload) => {
    const news = newsSchema.safeParse(JSON.parse(payload));
    if (news.success) for (const hear of listeners.get(news.data.companyId) ?? []) hear(news.data);
  });
  return {
    notify: async (sql, news) => {
      await sql.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify({ ...news, companyId: sql.companyId })]);
    },
    subscribe: (companyId, hear) => {
      const mine = listeners.get(companyId) ?? new Set();
      listeners.set(companyId, mine.add(hear));
      return () => {
        mine.delete(hear);
        if (mine.size === 0) listeners.delete(companyId);
      };
    },
  };
}
