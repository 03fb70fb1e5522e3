import type { Sql } from '../../db/sql.ts';

/** What log-in needs of the world: slow hashes. `decoy` is what an unknown e-mail is checked against, to take as long. */
export type LoginPort = {
  /** Whether a new password is more than what everybody tries. `about`: names and words of the person. */
  isHardToGuess(password: string, about: readonly string[]): boolean;
  verify(plain: string, stored: string): Promise<{ ok: boolean; renew: boolean }>;
  hash(plain: string): Promise<string>;
  readonly decoy: string;
};

/** A live session: whose it is, and which of their companies they look at. */
export type LiveSession = {
  readonly userId: string;
  readonly sessionId: string;
  readonly chosenCompany: string | null;
  /** Set when it is really an operator of the platform who looks with this person's eyes. */
  readonly operator?: { readonly id: string; readonly name: string; readonly until: number };
};

/** A letter to one person. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** How letters leave this machine. Throws when they can't. */
export type Postman = {
  send(mail: Mail): Promise<void>;
  /** Whether they get to people, or lie in a folder for want of a server. */
  readonly isDelivered: boolean;
};

/** How use cases write letters: in the transaction of what they tell of. They leave after its commit, and are tried again until they do. */
export type MailPort = {
  queue(sql: Sql, mail: Mail): Promise<void>;
  /** Whether they get to people, or lie in a folder for want of a server. */
  readonly isDelivered: boolean;
};

/** One of a person's log-ins, as they see it. */
export type SeenSession = {
  readonly sessionId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly address: string;
  readonly agent: string;
};

/** Codes of authenticator apps, and their secrets at rest. */
export type FactorPort = {
  /** A new secret in base 32, and the address that an app reads from a QR. */
  create(label: string): { secret: string; uri: string };
  /** The time step whose code this is, near `now` (ms since 1970); undefined for a wrong one. */
  stepOf(secret: string, code: string, now: number): number | undefined;
  seal(text: string): string;
  open(sealed: string): string;
};
