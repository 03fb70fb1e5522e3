import { z } from 'zod';
import type { Database, TenantSql } from '../db/tenant-scope.ts';

/** One scope of one company has something new. Carries no data: who hears it asks with their own rights. */
const newsSchema = z.object({ companyId: z.string(), scope: z.string(), head: z.number(), at: z.number() });
export type News = z.infer<typeof newsSchema>;

/** Tells every instance what was committed: through the database's own LISTEN/NOTIFY, or at once where there is one process only. */
export type Fanout = {
  /** Sent after the transaction's commit, and only then. News carry no data: one that dies with this process costs latency only. */
  notify(sql: TenantSql, news: Omit<News, 'companyId'>): void;
  subscribe(companyId: string, hear: (news: News) => void): () => void;
};

const CHANNEL = 'fastops_news';

export async function startFanout(db: Database): Promise<Fanout> {
  const listeners = new Map<string, Set<(news: News) => void>>();
  const heard = (news: News) => {
    for (const hear of listeners.get(news.companyId) ?? []) hear(news);
  };
  const tell = db.kind === 'pglite' ? heard : await overNotify(db, heard);
  return {
    notify: (sql, news) => sql.afterCommit(() => tell({ ...news, companyId: sql.companyId })),
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

/**
 * NOTIFY on a transaction of its own. Inside the one that has the news it would hold a lock of the whole cluster through the commit, and
 * pushes of different companies would wait for each other's disk. What comes up while one is under way goes together, the latest per scope.
 */
async function overNotify(db: Database, heard: (news: News) => void): Promise<(news: News) => void> {
  await db.listen(CHANNEL, (payload) => {
    const news = newsSchema.safeParse(JSON.parse(payload));
    if (news.success) heard(news.data);
  });
  const waiting = new Map<string, News>();
  let isSending = false;
  const send = async () => {
    isSending = true;
    while (waiting.size > 0) {
      const news = [...waiting.values()].map((each) => JSON.stringify(each));
      waiting.clear();
      const sent = db.beforeCompany((sql) => sql.query('SELECT pg_notify($1, news) FROM unnest($2::text[]) AS n(news)', [CHANNEL, news]));
      // A database that goes away takes the news with it; tills and dashboards ask by themselves every few seconds.
      await sent.catch(() => {});
    }
    isSending = false;
  };
  return (news) => {
    const key = `${news.companyId} ${news.scope}`;
    const before = waiting.get(key);
    // Two commits may tell in the other order.
    waiting.set(key, before && before.head > news.head ? before : news);
    if (!isSending) void send();
  };
}
