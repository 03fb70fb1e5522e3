import type { Access } from '@fastops/shared/identity/access';
import type { Permission } from '@fastops/shared/identity/permissions';
import type { Database, OpenSql, TenantSql } from './db/tenant-scope.ts';
import type { ServerKey } from './adapters/server-key.ts';
import type { Fanout } from './adapters/fanout.ts';
import type { SessionService } from './adapters/web-sessions.ts';
import type { Machine } from './machine.ts';
import type { AccessReader } from './modules/access/access.service.ts';
import type { FactorPort, LoginPort, MailPort } from './modules/identity/identity.port.ts';
import type { JobQueue } from './modules/jobs/jobs.port.ts';
import type { ReleaseShelf } from './modules/releases/releases.port.ts';
import type { PaymentProvider } from './modules/subscriptions/subscriptions.port.ts';
import type { SyncPort } from './modules/sync/sync.port.ts';
import type { DevicePort } from './modules/terminals/terminals.port.ts';

/** A person on the web: one company at a time, with what they may do there, compiled. */
export type UserActor = {
  readonly kind: 'user';
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly companyId: string;
  readonly access: Access;
  readonly sessionId: string;
  /** Set when it is really an operator of the platform, who looks with this person's eyes for a while. */
  readonly operator?: { readonly id: string; readonly name: string; readonly until: number };
  /** Set when it is a key of the company's: a program, with a part of what this person may do. */
  readonly apiKey?: { readonly id: string; readonly name: string };
  /** Set while the platform or an unpaid subscription has stopped the company: everything can be seen and taken along, nothing changed. */
  readonly stopped?: 'platform' | 'unpaid';
};

/** Somebody who runs the platform: belongs to no company. */
export type OperatorActor = { readonly kind: 'operator'; readonly id: string; readonly name: string; readonly email: string };

/** A terminal that proved its device key. */
export type TerminalActor = {
  readonly kind: 'terminal';
  readonly terminalId: string;
  readonly companyId: string;
  readonly branchId: string;
};

/** Who is calling; undefined before log-in. */
export type Actor = UserActor | TerminalActor | undefined;

/** A terminal's token that holds: who that is now is looked up inside its company, in the same transaction as the rest. */
export type TerminalClaim = { readonly companyId: string; actorIn(sql: TenantSql): Promise<TerminalActor | undefined> };

/** Somebody on the web who is known, and the transaction inside their company that was opened to find out. */
export type Seat = { readonly actor: UserActor; readonly sql: TenantSql };
/** Looks a person up in the transaction that does their work; undefined for anybody else. */
export type Seating = (sql: OpenSql) => Promise<Seat | undefined>;

/** What a call may use. */
export type Services = {
  readonly db: Database;
  readonly key: ServerKey;
  readonly fanout: Fanout;
  readonly machine: Machine;
  readonly sessions: SessionService;
  /** Whether cookies are for HTTPS only. */
  readonly secureCookie: boolean;
  readonly logins: LoginPort;
  readonly accessOf: AccessReader;
  readonly factors: FactorPort;
  readonly mail: MailPort;
  readonly jobs: JobQueue;
  readonly payments: PaymentProvider;
  /** Where people reach the dashboard: links in mails begin with it, never with what a request says of itself. */
  publicUrl(): string;
  readonly devices: DevicePort;
  readonly syncPort: SyncPort;
  readonly releases: ReleaseShelf;
};

/** Who counts: how often each procedure is called, how it ends, how long it takes; and how far behind each branch is. */
export type Watch = {
  call(seen: { path: string; outcome: string; seconds: number }): void;
  /** A till said since when something is with it alone; null when nothing is. */
  custody(seen: { branchId: string; terminalId: string; oldestAt: number | null }): void;
};

/** One request. */
export type CallContext = Services & {
  /** Looked up anew at every call: a WebSocket may be older than a revocation. */
  identify(): Promise<Actor>;
  /** The same for a person's own call, done by the transaction that does the work. */
  seating(): Promise<Seating>;
  /** The same for a terminal's own call; undefined for anybody else. */
  claim(): Promise<TerminalClaim | undefined>;
  readonly watch?: Watch | undefined;
  /** Set when the client gave its write a name: done once, and answered the same after that. In the write's own transaction. */
  once?: (<R>(sql: TenantSql, run: () => Promise<R>) => Promise<R>) | undefined;
  readonly requestId: string;
  readonly address: string;
  /** What the browser calls itself. */
  readonly agent: string;
  /** Sets or clears the session cookie; no-op over WebSocket. */
  setCookie(value: string): void;
  readonly sessionToken: string | undefined;
  readonly operatorToken: string | undefined;
  /** Who runs the platform and holds that token; looked up anew at every call. */
  operator(): Promise<OperatorActor | undefined>;
};

/** Every procedure says who may call it. */
export type ProcedureMeta = {
  readonly auth: Permission | 'public' | 'user' | 'terminal' | 'operator';
};
