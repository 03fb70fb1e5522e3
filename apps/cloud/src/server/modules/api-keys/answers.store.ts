import type { TenantSql } from '../../db/tenant-scope.ts';

/** Takes the key for this transaction; false when it was taken. One that is being answered now is waited for. */
export async function claimAnswer(
  sql: TenantSql,
  claim: { key: string; requestHash: string; now: number; goodFor: number },
): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO api_answers (company_id, key, request_hash, answer, at) VALUES ($1, $2, $3, '', $4)
     ON CONFLICT (company_id, key) DO UPDATE SET request_hash = $3, answer = '', at = $4 WHERE api_answers.at < $4 - $5::bigint RETURNING key`,
    [sql.companyId, claim.key, claim.requestHash, claim.now, claim.goodFor],
  );
  return rows.length > 0;
}

export async function saveAnswer(sql: TenantSql, key: string, answer: string): Promise<void> {
  await sql.query('UPDATE api_answers SET answer = $3 WHERE company_id = $1 AND key = $2', [sql.companyId, key, answer]);
}

export async function readAnswer(sql: TenantSql, key: string): Promise<{ requestHash: string; answer: string } | undefined> {
  return (
    await sql.query<{ requestHash: string; answer: string }>(
      'SELECT request_hash AS "requestHash", answer FROM api_answers WHERE company_id = $1 AND key = $2',
      [sql.companyId, key],
    )
  )[0];
}

export async function dropAnswers(sql: TenantSql, before: number): Promise<void> {
  await sql.query('DELETE FROM api_answers WHERE company_id = $1 AND at < $2', [sql.companyId, before]);
}
