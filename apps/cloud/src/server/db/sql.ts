/** What a parameter may be; JSON goes as text and is cast in the statement. */
export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[];
/** A row as the driver gives it. bigint and numeric columns are cast in SQL to what the caller names. */
export type Row = Record<string, unknown>;

/** One connection inside a transaction. The same statements run on PostgreSQL and on PGlite. */
export type Sql = {
  query<R = Row>(text: string, params?: readonly SqlValue[]): Promise<R[]>;
};

/** The job queue's own way to the database: statements that need no tenant, several in one text when there are no values. */
export type JobsConnection = {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
  close(): Promise<void>;
};

/** A database server or the embedded one. */
export type Engine = {
  readonly kind: 'postgres' | 'pglite';
  /** Runs in one transaction of one connection, as the role that owns nothing. `still`: all of it sees one moment. */
  transaction<T>(run: (sql: Sql) => Promise<T>, options?: { readonly still: boolean }): Promise<T>;
  /** Runs as the owner: migrations and nothing else. */
  asOwner<T>(run: (sql: Sql & { script(text: string): Promise<void> }) => Promise<T>): Promise<T>;
  /** A connection for the job queue, as the role that owns nothing. */
  jobs(): JobsConnection;
  listen(channel: string, on: (payload: string) => void): Promise<void>;
  /** Transactions that are under way or wait for a connection, and how many connections there are. */
  load(): { readonly underWay: number; readonly connections: number };
  close(): Promise<void>;
};
