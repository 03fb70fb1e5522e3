import { createHash } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import type { Sql, SqlValue } from '../db/sql.ts';
import type { Database } from '../db/tenant-scope.ts';
import type { LiveSession, SeenSession } from '../modules/identity/identity.port.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Known>;
    DatabaseSessionAttributes: Attributes;
  }
}

type Known = { chosenCompany: string | null; operator: ActingOperator | undefined };

/** Where a log-in came from: shown to the person, so that a strange one stands out. */
export type SessionOrigin = { readonly address: string; readonly agent: string; readonly acting?: ActingOperator };
/** An operator of the platform who looks with somebody's eyes: who it really is, and until when (ms since 1970). */
export type ActingOperator = { readonly id: string; readonly name: string; readonly until: number };
type Attributes = { chosenCompany: string | null; operator: ActingOperator | undefined } & Omit<SessionOrigin, 'acting'>;

/** Log-ins on the web: opaque token to the browser, its SHA-256 in the database. */
export type SessionService = {
  create(userId: string, from?: SessionOrigin): Promise<{ token: string; cookie: string }>;
  /** The user of a live session, looked up in a transaction before a company is known; the session's life is renewed as it is used. */
  read(sql: Sql, token: string): Promise<LiveSession | undefined>;
  /** Which company the session looks at from the next request on. */
  choose(sessionId: string, companyId: string): Promise<void>;
  /** The same by the token of a session that has just begun. */
  chooseBy(token: string, companyId: string): Promise<void>;
  end(token: string): Promise<void>;
  /** A person's live log-ins, the newest first. */
  list(userId: string): Promise<SeenSession[]>;
  /** Ends one of a person's log-ins by the id that `list` says; all but `keep` without one. */
  endOf(userId: string, which: { sessionId: string } | { keep: string | null }): Promise<void>;
  clearedCookie(): string;
  tokenIn(cookieHeader: string | undefined): string | undefined;
};

export function sessionService(db: Database, options: { secureCookie: boolean; now: () => number }): SessionService {
  const luciaOver = (run: Run) =>
    new Lucia<Known>(adapter(run), {
      sessionExpiresIn: new TimeSpan(14, 'd'),
      getSessionAttributes: ({ chosenCompany, operator }) => ({ chosenCompany, operator }),
      sessionCookie: { name: 'fastops_session', attributes: { secure: options.secureCookie, sameSite: 'lax', path: '/' } },
    });
  const lucia = luciaOver((text, params) => db.beforeCompany((sql) => sql.query(text, params)));
  const choose = (sessionId: string, companyId: string) =>
    db.beforeCompany(async (sql) => {
      await sql.query('UPDATE sessions SET chosen_company = $2 WHERE id = $1', [sessionId, companyId]);
    });
  return {
    create: async (userId, { address, agent, acting } = { address: '', agent: '' }) => {
      const session = await db.beforeCompany(async (sql) => {
        const inside = luciaOver(sql.query);
        await inside.deleteExpiredSessions();
        return inside.createSession(userId, { chosenCompany: null, address, agent, operator: acting });
      });
      return { token: session.id, cookie: lucia.createSessionCookie(session.id).serialize() };
    },
    read: async (sql, token) => {
      const { session, user } = await luciaOver(sql.query).validateSession(token);
      // An operator's look is over when it is over, however long the cookie lasts.
      if (!session || !user || (session.operator && session.operator.until <= options.now())) return undefined;
      const { chosenCompany, operator } = session;
      return { userId: user.id, sessionId: hashed(session.id), chosenCompany, ...(operator ? { operator } : {}) };
    },
    choose,
    chooseBy: (token, companyId) => choose(hashed(token), companyId),
    end: (token) => lucia.invalidateSession(token),
    list: (userId) =>
      db.beforeCompany((sql) =>
        sql.query<SeenSession>(
          `SELECT id AS "sessionId", (extract(epoch FROM created_at) * 1000)::float8 AS "createdAt",
             (extract(epoch FROM expires_at) * 1000)::float8 AS "expiresAt", address, agent
           FROM sessions WHERE user_id = $1 AND expires_at > now() AND operator_id IS NULL ORDER BY created_at DESC`,
          [userId],
        ),
      ),
    endOf: (userId, which) =>
      db.beforeCompany(async (sql) => {
        await ('sessionId' in which
          ? sql.query('DELETE FROM sessions WHERE user_id = $1 AND id = $2', [userId, which.sessionId])
          : sql.query('DELETE FROM sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2', [userId, which.keep]));
      }),
    clearedCookie: () => lucia.createBlankSessionCookie().serialize(),
    tokenIn: (header) => lucia.readSessionCookie(header ?? '') ?? undefined,
  };
}

/** A stolen copy of the table must not hold a usable token. */
function hashed(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

type SessionRow = {
  user_id: string;
  expires_ms: number;
  chosen_company: string | null;
  operator_id: string | null;
  operator_name: string;
  operator_until: number | null;
};

const INSERT_SESSION = `INSERT INTO sessions (id, user_id, expires_at, address, agent, operator_id, operator_name, operator_until)
  VALUES ($1, $2, $3::text::timestamptz, $4, $5, $6, $7, $8)`;

function actingIn({ operator_id: id, operator_name: name, operator_until: until }: SessionRow): ActingOperator | undefined {
  return id === null ? undefined : { id, name, until: until ?? 0 };
}

/** Where the adapter's statements go: a transaction of their own each, or one that does more. */
type Run = <R>(text: string, params: readonly SqlValue[]) => Promise<R[]>;

function adapter(query: Run): Adapter {
  const run = async (text: string, params: readonly SqlValue[]) => void (await query(text, params));
  return {
    getSessionAndUser: async (token) => {
      const [row] = await query<SessionRow>(
        `SELECT user_id, (extract(epoch FROM expires_at) * 1000)::float8 AS expires_ms, chosen_company,
           operator_id, operator_name, operator_until::float8 AS operator_until FROM sessions WHERE id = $1`,
        [hashed(token)],
      );
      if (!row) return [null, null];
      const session: DatabaseSession = {
        id: token,
        userId: row.user_id,
        expiresAt: new Date(row.expires_ms),
        attributes: { chosenCompany: row.chosen_company, address: '', agent: '', operator: actingIn(row) },
      };
      return [session, { id: row.user_id, attributes: {} }];
    },
    getUserSessions: async () => [],
    setSession: (session) =>
      run(INSERT_SESSION, [
        hashed(session.id),
        session.userId,
        session.expiresAt.toISOString(),
        session.attributes.address,
        session.attributes.agent,
        session.attributes.operator?.id ?? null,
        session.attributes.operator?.name ?? '',
        session.attributes.operator?.until ?? null,
      ]),
    updateSessionExpiration: (token, expiresAt) =>
      run('UPDATE sessions SET expires_at = $2::text::timestamptz WHERE id = $1', [hashed(token), expiresAt.toISOString()]),
    deleteSession: (token) => run('DELETE FROM sessions WHERE id = $1', [hashed(token)]),
    deleteUserSessions: (userId) => run('DELETE FROM sessions WHERE user_id = $1', [userId]),
    deleteExpiredSessions: () => run('DELETE FROM sessions WHERE expires_at < now()', []),
  };
}
