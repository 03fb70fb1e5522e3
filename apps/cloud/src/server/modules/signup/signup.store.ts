import type { SignUpDraft } from '@fastops/shared/tenancy/sign-up';
import type { Sql } from '../../db/sql.ts';

export type SignUpRow = {
  readonly email: string;
  readonly draft: SignUpDraft;
  readonly companyId: string | null;
  readonly branchId: string | null;
};

export async function insertSignUp(sql: Sql, row: { tokenHash: string; email: string; now: number; expiresAt: number }): Promise<void> {
  await sql.query('INSERT INTO sign_ups (token_hash, email, created_at, expires_at) VALUES ($1, $2, $3, $4)', [
    row.tokenHash,
    row.email,
    row.now,
    row.expiresAt,
  ]);
}

/** What the newest letter to this e-mail had come to: another letter goes on from there. */
export async function carryDraftOver(sql: Sql, { tokenHash, email }: { tokenHash: string; email: string }): Promise<void> {
  await sql.query(
    `UPDATE sign_ups SET draft = old.draft FROM
       (SELECT draft FROM sign_ups WHERE email = $2 AND founded_company IS NULL AND token_hash <> $1 ORDER BY created_at DESC LIMIT 1) old
     WHERE token_hash = $1`,
    [tokenHash, email],
  );
}

/** A sign-up whose letter is still good; locked until the end of the transaction, so that two taps found one company. */
export async function findSignUp(sql: Sql, tokenHash: string, now: number): Promise<SignUpRow | undefined> {
  const [row] = await sql.query<SignUpRow>(
    `SELECT email, draft, founded_company AS "companyId", founded_branch AS "branchId" FROM sign_ups
     WHERE token_hash = $1 AND expires_at > $2 FOR UPDATE`,
    [tokenHash, now],
  );
  return row;
}

export async function saveDraft(sql: Sql, tokenHash: string, draft: SignUpDraft): Promise<void> {
  await sql.query('UPDATE sign_ups SET draft = $2::text::jsonb WHERE token_hash = $1', [tokenHash, JSON.stringify(draft)]);
}

export async function saveFounded(sql: Sql, tokenHash: string, founded: { companyId: string; branchId: string }): Promise<void> {
  await sql.query('UPDATE sign_ups SET founded_company = $2, founded_branch = $3 WHERE token_hash = $1', [
    tokenHash,
    founded.companyId,
    founded.branchId,
  ]);
}

export async function dropOldSignUps(sql: Sql, before: number): Promise<void> {
  await sql.query('DELETE FROM sign_ups WHERE expires_at < $1', [before]);
}
