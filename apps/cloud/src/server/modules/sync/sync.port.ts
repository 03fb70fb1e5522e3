import type { TenantSql } from '../../db/tenant-scope.ts';

/** What sync needs of the world. */
export type SyncPort = {
  newId(): string;
  sha256(text: string): string;
  sign(payload: object): Promise<string>;
  /** Told in the transaction, heard after its commit. */
  notify(sql: TenantSql, news: { scope: string; head: number; at: number }): void;
  /** Tills that speak an older protocol are told to update, and nothing of theirs is read. */
  readonly minProtocol: number;
  /** Whether a commit of this database survives a power cut; PGlite's doesn't, so its word is no reason to forget. */
  readonly isDurable: boolean;
};
